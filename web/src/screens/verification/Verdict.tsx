import { useIntl } from 'react-intl';
import { verifications } from '../../api/verifications';
import type { VerificationView } from '../../api/types';
import { ButtonDownload } from '../../design/ButtonDownload';
import { CopyText } from '../../design/CopyText';
import { FactList } from '../../design/FactList';
import { Icon, type IconName } from '../../design/Icon';
import { Notice } from '../../design/Notice';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';
import { SignatureCard } from './SignatureCard';
import { ValidAtDay } from './ValidAtDay';

type Conclusion = VerificationView['conclusion'];

const LOOKS: Readonly<Record<Conclusion, { icon: IconName; tone: string }>> = {
  TOTAL_PASSED: { icon: 'it-check-circle', tone: 'good' },
  INDETERMINATE: { icon: 'it-help-circle', tone: 'warning' },
  TOTAL_FAILED: { icon: 'it-close-circle', tone: 'bad' },
  NO_SIGNATURE: { icon: 'it-minus-circle', tone: 'neutral' },
  FORMAT_ERROR: { icon: 'it-warning-circle', tone: 'bad' },
  VALID: { icon: 'it-check-circle', tone: 'neutral' },
  INVALID: { icon: 'it-close-circle', tone: 'bad' },
  NOT_CONFORMANT: { icon: 'it-warning-circle', tone: 'bad' },
  PARSE_ERROR: { icon: 'it-warning-circle', tone: 'bad' },
};

/** In words and with a sign of its own, never by colour alone; unknown is neither valid nor invalid. */
export function Verdict({ view }: { readonly view: VerificationView }) {
  const say = useTexts();
  const format = useFormat();
  const { locale } = useIntl();
  const look = LOOKS[view.conclusion];
  return (
    <>
      <section className={`lf-verdict lf-verdict-${look.tone}`} role="status">
        <Icon name={look.icon} size="xl" />
        <div>
          <h2>{say(`verify.verdict.${view.conclusion}`)}</h2>
          <p>{locale === 'en' ? view.summary.en : view.summary.it}</p>
        </div>
      </section>
      <TriedLater view={view} />
      <section className="lf-card">
        <h2>{say('verify.facts')}</h2>
        <FactList
          className="lf-verify-facts"
          facts={[
            { label: say('verify.name'), value: view.fileName },
            { label: say('verify.format'), value: view.format },
            { label: say('verify.size'), value: format.size(view.size) },
            { label: 'SHA-256', value: <CopyText text={view.sha256} /> },
            ...view.proofsOfDate.map(({ text, reference }) => ({
              label: say('verify.proofOfDate', { reference }),
              value: locale === 'en' ? text.en : text.it,
            })),
            { label: say('verify.lists'), value: <ListsUsed view={view} /> },
            view.changingFields.length > 0
              ? { label: say('verify.changingFields'), value: <ChangingFields view={view} /> }
              : null,
            view.uncovered.length > 0
              ? { label: say('verify.uncovered'), value: view.uncovered.join(', ') }
              : null,
          ]}
        />
        <Downloads view={view} />
      </section>
      {view.signatures.length > 0 && <ValidAtDay view={view} />}
      {view.signatures.length > 0 && <h2>{say('verify.signatures', { count: view.signatures.length })}</h2>}
      {view.signatures.map((signature, index) => (
        <SignatureCard key={index} signature={signature} number={index + 1} />
      ))}
    </>
  );
}

function Downloads({ view }: { readonly view: VerificationView }) {
  const say = useTexts();
  const format = useFormat();
  const { locale } = useIntl();
  const link = (form: Parameters<typeof verifications.reportUrl>[1]) =>
    verifications.reportUrl(view.id, form, locale === 'en' ? 'en' : 'it');
  return (
    <div className="lf-verify-reports">
      <ButtonDownload href={link('pdf')}>{say('verify.reportPdf')}</ButtonDownload>
      <ButtonDownload href={link('txt')}>{say('verify.reportText')}</ButtonDownload>
      {view.signatures.length > 0 && (
        <ButtonDownload href={link('etsi')}>{say('verify.reportEtsi')}</ButtonDownload>
      )}
      <ButtonDownload href={link('json')}>{say('verify.reportJson')}</ButtonDownload>
      <span className="lf-soft">{say('verify.verifiedAt', { when: format.instant(view.verifiedAt) })}</span>
    </div>
  );
}

/** What could not be told is tried again without anybody asking. */
function TriedLater({ view }: { readonly view: VerificationView }) {
  const say = useTexts();
  const format = useFormat();
  const at = view.request?.nextTryAt;
  if (!at) return null;
  return (
    <Notice title={say('verify.triedLater')}>
      <p>{say('verify.triedLaterAt', { when: format.instant(at) })}</p>
    </Notice>
  );
}

/** What an office program writes anew, and where: the signature says nothing of what it will show. */
function ChangingFields({ view }: { readonly view: VerificationView }) {
  const { locale } = useIntl();
  return (
    <ul className="lf-verify-trust">
      {view.changingFields.map(({ text, place }, index) => (
        <li key={index}>
          {locale === 'en' ? text.en : text.it} <span className="lf-soft">{place}</span>
        </li>
      ))}
    </ul>
  );
}

/** Each trusted list by country, number and day; one that is out of date did not count, and that is said. */
function ListsUsed({ view }: { readonly view: VerificationView }) {
  const say = useTexts();
  const format = useFormat();
  const { lists } = view.trust;
  if (lists.length === 0) return <>{say('verify.noLists')}</>;
  return (
    <ul className="lf-verify-trust">
      {lists.map(({ territory, sequenceNumber, issuedAt, isStale }) => (
        <li key={territory}>
          {territory} n. {sequenceNumber}
          {issuedAt !== null && ` · ${format.day(issuedAt)}`}
          {isStale && ` · ${say('verify.stale')}`}
        </li>
      ))}
    </ul>
  );
}
