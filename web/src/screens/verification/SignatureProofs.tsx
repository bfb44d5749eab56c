import { useIntl } from 'react-intl';
import type { Signature } from '../../api/types';
import { Badge, type Tone } from '../../design/Badge';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

type Revocation = Signature['chain'][number]['revocation'];

const REVOCATION_TONES: Readonly<Record<Revocation, Tone>> = {
  NOT_ASKED: 'neutral',
  GOOD: 'good',
  REVOKED: 'bad',
  SUSPENDED: 'warning',
  UNKNOWN: 'warning',
};

/** On what the verdict rests: the date that is proven, timestamps, the chain, and what came after. */
export function SignatureProofs({ signature }: { readonly signature: Signature }) {
  const { locale } = useIntl();
  return (
    <>
      <p className="lf-verify-proof">{locale === 'en' ? signature.proof.en : signature.proof.it}</p>
      <Timestamps timestamps={signature.timestamps} />
      <Chain chain={signature.chain} />
      <Changes changes={signature.changes} />
    </>
  );
}

function Timestamps({ timestamps }: Pick<Signature, 'timestamps'>) {
  const say = useTexts();
  const format = useFormat();
  if (timestamps.length === 0) return null;
  return (
    <details>
      <summary>{say('verify.timestamps', { count: timestamps.length })}</summary>
      <ul className="lf-verify-list">
        {timestamps.map(({ kind, time, authority, integrity, trusted, qualified }, index) => (
          <li key={index}>
            <span>
              {say(`verify.timestamp.${kind}`)}
              {time !== null && `, ${format.instant(time)}`}
              {authority !== null && `, ${authority}`}
            </span>
            <Badge tone={integrity === 'INTACT' ? 'good' : integrity === 'BROKEN' ? 'bad' : 'warning'}>
              {say(`verify.integrity.${integrity}`)}
            </Badge>
            {trusted !== null && (
              <Badge tone={trusted ? 'good' : 'warning'}>
                {say(trusted ? 'verify.trusted' : 'verify.notTrusted')}
              </Badge>
            )}
            {qualified === true && <Badge tone="good">{say('verify.qualified')}</Badge>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Chain({ chain }: Pick<Signature, 'chain'>) {
  const say = useTexts();
  const format = useFormat();
  if (chain.length === 0) return null;
  return (
    <details>
      <summary>{say('verify.chain', { count: chain.length })}</summary>
      <ol className="lf-verify-list">
        {chain.map(({ subject, isAnchor, revocation, since }, index) => (
          <li key={index}>
            <span>{subject}</span>
            <Badge tone={isAnchor ? 'good' : REVOCATION_TONES[revocation]}>
              {say(isAnchor ? 'verify.anchor' : `verify.revocation.${revocation}`)}
              {since !== null && ` ${format.instant(since)}`}
            </Badge>
          </li>
        ))}
      </ol>
    </details>
  );
}

function Changes({ changes }: Pick<Signature, 'changes'>) {
  const say = useTexts();
  const { locale } = useIntl();
  if (changes.length === 0) return null;
  return (
    <details open={changes.some(({ permitted }) => !permitted)}>
      <summary>{say('verify.changes', { count: changes.length })}</summary>
      <ul className="lf-verify-list">
        {changes.map(({ text, permitted, visible, rule, page, field }, index) => (
          <li key={index}>
            <span>
              {locale === 'en' ? text.en : text.it}
              {page !== null && `, ${say('verify.page', { page })}`}
              {field !== null && `, «${field}»`} <span className="lf-soft">{rule}</span>
            </span>
            <Badge tone={permitted ? 'good' : 'bad'}>
              {say(permitted ? 'verify.permitted' : 'verify.forbidden')}
            </Badge>
            {visible && <Badge tone="warning">{say('verify.visible')}</Badge>}
          </li>
        ))}
      </ul>
    </details>
  );
}
