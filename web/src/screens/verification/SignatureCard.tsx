import { useIntl } from 'react-intl';
import type { Check, Signature } from '../../api/types';
import { Badge, type Tone } from '../../design/Badge';
import { SignatureProofs } from './SignatureProofs';
import { FactList } from '../../design/FactList';
import { Icon, type IconName } from '../../design/Icon';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

const TONES: Readonly<Record<Signature['indication'], Tone>> = {
  TOTAL_PASSED: 'good',
  INDETERMINATE: 'warning',
  TOTAL_FAILED: 'bad',
};

const CHECKS: Readonly<Record<Check['outcome'], { icon: IconName; tone: string }>> = {
  PASSED: { icon: 'it-check-circle', tone: 'good' },
  FAILED: { icon: 'it-close-circle', tone: 'bad' },
  WARNING: { icon: 'it-warning-circle', tone: 'warning' },
  UNKNOWN: { icon: 'it-help-circle', tone: 'warning' },
  NOT_APPLICABLE: { icon: 'it-minus-circle', tone: 'neutral' },
};

/** Who signed, when, what it covers; below, each check in a sentence. */
export function SignatureCard({
  signature,
  number,
}: {
  readonly signature: Signature;
  readonly number: number;
}) {
  const say = useTexts();
  const { locale } = useIntl();
  const { signer, indication } = signature;
  // What does not concern this kind of signature would hide what does.
  const checks = signature.checks.filter(({ outcome }) => outcome !== 'NOT_APPLICABLE');
  const hasProblem = indication !== 'TOTAL_PASSED';
  return (
    <article className="lf-card lf-signature">
      <header>
        <Icon name={signature.type === 'TIMESTAMP' ? 'it-clock' : 'it-pencil'} size="md" />
        <div>
          <p className="lf-soft">
            {number}. {say(`verify.type.${signature.type}`)}
            {signature.within !== null && ` · ${say('verify.within', { name: signature.within })}`}
          </p>
          <h3>{signer.commonName ?? say('verify.unknownSigner')}</h3>
        </div>
        {signer.demo && <Badge tone="demo">{say('verify.demo')}</Badge>}
        <Badge tone={TONES[indication]}>{say(`verify.verdict.${indication}`)}</Badge>
      </header>
      {signature.because && <p className="lf-verify-because">{inLocale(signature.because, locale)}</p>}
      {signature.qualification && (
        <p className="lf-verify-legal">
          <strong>{inLocale(signature.qualification.text, locale)}.</strong>{' '}
          {inLocale(signature.qualification.because, locale)}
          {signature.qualification.service && (
            <span className="lf-soft"> · {signature.qualification.service.provider}</span>
          )}
        </p>
      )}
      <SignatureFacts signature={signature} />
      <SignatureProofs signature={signature} />
      <details open={hasProblem}>
        <summary>{say('verify.checks', { count: checks.length })}</summary>
        <ul className="lf-checks">
          {checks.map((check) => (
            <CheckLine key={check.id} check={check} />
          ))}
        </ul>
      </details>
    </article>
  );
}

function inLocale(text: { readonly it: string; readonly en: string }, locale: string): string {
  return locale === 'en' ? text.en : text.it;
}

function SignatureFacts({ signature }: { readonly signature: Signature }) {
  const say = useTexts();
  const format = useFormat();
  const { signer, certificate, claimedSigningTime, fieldName } = signature;
  return (
    <FactList
      className="lf-verify-facts"
      facts={[
        signer.taxCode ? { label: say('verify.taxCode'), value: signer.taxCode } : null,
        signer.issuer ? { label: say('verify.issuer'), value: signer.issuer } : null,
        claimedSigningTime
          ? { label: say('verify.claimedTime'), value: format.instant(claimedSigningTime) }
          : null,
        certificate
          ? {
              label: say('verify.certificate'),
              value: say('verify.certificateRange', {
                from: format.day(certificate.validFrom),
                to: format.day(certificate.validTo),
              }),
            }
          : null,
        { label: say('verify.integrity'), value: say(`verify.integrity.${signature.integrity}`) },
        { label: say('verify.coverage'), value: say(`verify.coverage.${signature.coverage}`) },
        { label: say('verify.laterChanges'), value: say(`verify.laterChanges.${signature.laterChanges}`) },
        fieldName ? { label: say('verify.field'), value: fieldName } : null,
      ]}
    />
  );
}

function CheckLine({ check }: { readonly check: Check }) {
  const say = useTexts();
  const { locale } = useIntl();
  const look = CHECKS[check.outcome];
  return (
    <li className={`lf-check-${look.tone}`}>
      <Icon name={look.icon} />
      <span>
        <span className="visually-hidden">{say(`verify.check.${check.outcome}`)}: </span>
        {inLocale(check.text, locale)}
      </span>
      {check.subIndication && <code>{check.subIndication}</code>}
    </li>
  );
}
