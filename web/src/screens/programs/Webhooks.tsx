import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { webhooks, type Webhook } from '../../api/programs';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Skeleton } from '../../design/Skeleton';
import { useTexts } from '../../texts/use-texts';
import { NewWebhook } from './NewWebhook';
import { WebhookCalls } from './WebhookCalls';
import './programs.css';

/** Who else is told of what happens, what came of each call, and the way to end it. */
export function Webhooks() {
  const say = useTexts();
  const list = useQuery({ queryKey: ['webhooks'], queryFn: webhooks.list });
  return (
    <section className="lf-card" aria-labelledby="webhooks">
      <h2 id="webhooks">{say('webhooks.title')}</h2>
      <p className="lf-soft">{say('webhooks.lead')}</p>
      {list.isPending && <Skeleton rows={2} />}
      {list.isError && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && <p>{say('webhooks.none')}</p>}
      {list.data?.items.map((webhook) => (
        <OneWebhook key={webhook.id} webhook={webhook} />
      ))}
      <NewWebhook />
    </section>
  );
}

function OneWebhook({ webhook }: { readonly webhook: Webhook }) {
  const say = useTexts();
  const client = useQueryClient();
  const [showsCalls, setShowsCalls] = useState(false);
  const remove = useMutation({
    mutationFn: webhooks.remove,
    onSettled: () => client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  return (
    <article className="lf-webhook">
      <h3>{webhook.name}</h3>
      <p>
        <code>{webhook.url}</code>
      </p>
      <p>
        {webhook.events.map((event) => (
          <Badge key={event}>{event}</Badge>
        ))}
      </p>
      <Button
        size="small"
        aria-expanded={showsCalls}
        aria-label={say('webhooks.callsOf', { name: webhook.name })}
        onClick={() => setShowsCalls(!showsCalls)}
      >
        {say('webhooks.calls')}
      </Button>
      <Button
        size="small"
        look="danger"
        busy={remove.isPending}
        aria-label={say('webhooks.removeOf', { name: webhook.name })}
        onClick={() => remove.mutate(webhook.id)}
      >
        {say('action.remove')}
      </Button>
      {remove.isError && <ErrorNotice error={remove.error} />}
      {showsCalls && <WebhookCalls webhookId={webhook.id} />}
    </article>
  );
}
