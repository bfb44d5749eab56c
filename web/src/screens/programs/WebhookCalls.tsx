import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { webhooks, type WebhookCall } from '../../api/programs';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Skeleton } from '../../design/Skeleton';
import { useFormat, type Format } from '../../texts/use-format';
import { useTexts, type Say } from '../../texts/use-texts';

const LOOK_AGAIN_MS = 5_000;

/** The last hundred calls of one webhook; those that were given up can be sent again. */
export function WebhookCalls({ webhookId }: { readonly webhookId: string }) {
  const say = useTexts();
  const format = useFormat();
  const client = useQueryClient();
  const queryKey = ['webhooks', webhookId, 'calls'];
  const calls = useQuery({
    queryKey,
    queryFn: () => webhooks.calls(webhookId),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const sendAgain = useMutation({
    mutationFn: (callId: string) => webhooks.sendAgain(webhookId, callId),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  if (calls.isPending) return <Skeleton rows={3} />;
  if (calls.isError) return <ErrorNotice error={calls.error} onRetry={() => void calls.refetch()} />;
  if (calls.data.items.length === 0) return <p>{say('webhooks.noCalls')}</p>;
  return (
    <>
      {sendAgain.isError && <ErrorNotice error={sendAgain.error} />}
      <ol className="lf-webhook-calls">
        {calls.data.items.map((call) => (
          <li key={call.id}>
            <code>{call.event}</code> {format.instant(call.owedAt)} · {outcomeOf(call, say, format)}{' '}
            {!call.deliveredAt && !call.nextTryAt && (
              <Button
                size="small"
                busy={sendAgain.isPending && sendAgain.variables === call.id}
                onClick={() => sendAgain.mutate(call.id)}
              >
                {say('webhooks.sendAgain')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function outcomeOf({ deliveredAt, nextTryAt, outcome }: WebhookCall, say: Say, format: Format): string {
  if (deliveredAt) return say('webhooks.delivered', { instant: format.instant(deliveredAt) });
  if (!outcome) return say('webhooks.waiting');
  return nextTryAt
    ? say('webhooks.willTry', { outcome, instant: format.instant(nextTryAt) })
    : say('webhooks.givenUp', { outcome });
}
