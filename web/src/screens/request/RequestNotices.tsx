import type { RequestDetail } from '../../api/types';
import { Notice } from '../../design/Notice';
import { useFormat } from '../../texts/use-format';
import { useTexts } from '../../texts/use-texts';

/** What stands in the way, each with its reason: returned, checks not passed, blocked. */
export function RequestNotices({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  const format = useFormat();
  const { returnReason, checkFailures, blocked, state } = request;
  return (
    <>
      {state === 'RETURNED' && returnReason && (
        <Notice tone="warning" title={say('request.returnedTitle')}>
          <p>{returnReason}</p>
        </Notice>
      )}
      {checkFailures.length > 0 && (
        <Notice tone="bad" title={say('request.checksTitle', { count: checkFailures.length })}>
          <ul>
            {checkFailures.map((failure) => (
              <li key={`${failure.code}-${failure.fileName}`}>
                <b>{failure.fileName}</b>: {failure.text} {failure.remedy}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {blocked && (
        <Notice tone="warning" title={say('request.blockedTitle')}>
          <p>
            {blocked.text}{' '}
            <span className="lf-soft">
              ({say('request.blockedSince', { when: format.instant(blocked.since) })})
            </span>
          </p>
        </Notice>
      )}
      <WaitingSignatures signatures={request.waitingSignatures} />
      {request.question && (
        <Notice
          tone="warning"
          title={say('request.questionTitle', {
            asker: request.question.asker,
            addressee: request.question.addressee,
          })}
        >
          <p>
            {request.question.text}
            {request.question.dueOn && (
              <span className="lf-soft">
                {' '}
                ({say('request.answerBy', { day: format.day(request.question.dueOn) })})
              </span>
            )}
          </p>
        </Notice>
      )}
      {request.why && <Notice tone="info" title={request.why} />}
      {request.annulledAt && <Notice tone="bad" title={say('request.annulledTitle')} />}
      {state === 'CHECKING' && <Notice tone="info" title={say('request.checking')} />}
    </>
  );
}

/** Made, and not judged yet: who signed what, and what it waits for. */
function WaitingSignatures({ signatures }: { readonly signatures: RequestDetail['waitingSignatures'] }) {
  const say = useTexts();
  const format = useFormat();
  if (signatures.length === 0) return null;
  return (
    <Notice tone="warning" title={say('request.waitingTitle')}>
      <ul>
        {signatures.map(({ signer, fileName, why, since, tries }) => (
          <li key={`${signer}-${fileName}`}>
            {say('request.waitingSignature', {
              ...{ signer, fileName, why, count: tries },
              when: format.instant(since),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
