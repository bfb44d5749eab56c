import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { notifications } from '../../api/endpoints';
import type { MailPreferenceView } from '../../api/types';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Select } from '../../design/Select';
import { useTexts } from '../../texts/use-texts';

const CHOICES: readonly MailPreferenceView['mail'][] = ['NEVER', 'AT_ONCE', 'HOURLY', 'DAILY'];

/** How often one is written to; kept by the service, for every browser. */
export function MailChoice() {
  const say = useTexts();
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['mail-preference'], queryFn: notifications.mailPreference });
  const choosing = useMutation({
    mutationFn: notifications.chooseMail,
    onSuccess: (chosen) => client.setQueryData(['mail-preference'], chosen),
  });
  if (!data) return null;
  return (
    <>
      <Select<MailPreferenceView['mail']>
        label={say('preferences.mail')}
        hint={say(data.isSent ? 'preferences.mailHint' : 'preferences.mailOff')}
        value={data.mail}
        choices={CHOICES.map((value) => ({ value, label: say(`preferences.mail.${value}`) }))}
        onChoose={(mail) => choosing.mutate(mail)}
      />
      {choosing.error && <ErrorNotice error={choosing.error} />}
    </>
  );
}
