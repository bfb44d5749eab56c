import { useSyncExternalStore } from 'react';
import { chooseShortcuts, useShortcutsOn } from '../../app/preferences';
import { AccessTokens } from '../programs/AccessTokens';
import { useMay, useSession } from '../../app/session/use-session';
import { ButtonLink } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { FactList } from '../../design/FactList';
import { PageHeader } from '../../design/PageHeader';
import { Select } from '../../design/Select';
import {
  chooseLanguage,
  currentLanguage,
  LANGUAGES,
  onLanguageChange,
  type Language,
} from '../../texts/language';
import { useTexts } from '../../texts/use-texts';
import { MailChoice } from './MailChoice';

export function PreferencesScreen() {
  const say = useTexts();
  const language = useSyncExternalStore(onLanguageChange, currentLanguage);
  const shortcuts = useShortcutsOn();
  const { data: session } = useSession();
  const may = useMay();
  return (
    <div className="lf-page lf-page-narrow">
      <PageHeader title={say('preferences.title')} lead={say('preferences.saved')} />
      <section className="lf-card lf-form-grid">
        <Select<Language>
          label={say('preferences.language')}
          value={language}
          choices={LANGUAGES.map((each) => ({ value: each, label: say(`preferences.${each}`) }))}
          onChoose={chooseLanguage}
        />
        <MailChoice />
        <Checkbox
          label={say('preferences.shortcuts')}
          hint={say('preferences.shortcutsHint')}
          checked={shortcuts}
          onToggle={chooseShortcuts}
        />
      </section>
      {session && (
        <section className="lf-card">
          <h2>{say('preferences.profile')}</h2>
          <FactList
            facts={[
              { label: session.person.fullName, value: session.aoo.name },
              { label: say('preferences.taxCode'), value: session.person.taxCode },
              {
                label: say('preferences.offices'),
                value: session.appointments
                  .map((each) => `${each.capacity ?? say(`role.${each.role}`)}, ${each.officeName}`)
                  .join(' · '),
              },
            ]}
          />
        </section>
      )}
      {may('devices.enrol') && (
        <section className="lf-card">
          <h2>{say('device.title')}</h2>
          <p>{say('device.lead')}</p>
          <ButtonLink to="/signing-device" icon="it-pencil">
            {say('device.title')}
          </ButtonLink>
        </section>
      )}
      <AccessTokens />
    </div>
  );
}
