import type { BatchView } from '../../api/types';
import { Badge } from '../../design/Badge';
import { Icon } from '../../design/Icon';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

const SOON = 30;
const DAY = 86_400_000;

/** Whose certificate will sign, by whom issued, until when; a demonstration one says so. */
export function CertificateCard({
  certificate,
}: {
  readonly certificate: NonNullable<BatchView['certificate']>;
}) {
  const say = useTexts();
  const format = useFormat();
  const days = Math.floor((Date.parse(certificate.validTo) - Date.now()) / DAY);
  return (
    <section className="lf-certificate" aria-label={say('sign.certificate')}>
      <Icon name="it-card" size="md" />
      <div>
        <p className="lf-certificate-holder">
          <b>{certificate.holder}</b>
          {certificate.demo && <Badge tone="demo">{say('sign.demo')}</Badge>}
          {days < SOON && <Badge tone="warning">{say('sign.daysLeft', { days: Math.max(0, days) })}</Badge>}
        </p>
        <p className="lf-soft">
          {say('sign.issuer', { issuer: certificate.issuer })} ·{' '}
          {say('sign.validTo', { date: format.day(certificate.validTo) })}
        </p>
        {certificate.demo && <p className="lf-soft">{say('sign.demoText')}</p>}
      </div>
    </section>
  );
}
