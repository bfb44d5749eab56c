import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { WEBHOOK_EVENTS } from '../../../../src/notifications/domain/webhook-event';
import { webhooks } from '../../api/programs';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { CopyText } from '../../design/CopyText';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

/** The secret is shown when the webhook is added, and never again. */
export function NewWebhook() {
  const say = useTexts();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('https://');
  const [events, setEvents] = useState<string[]>([]);
  const add = useMutation({
    mutationFn: webhooks.add,
    onSuccess: () => client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const toggle = (event: string, isWanted: boolean) =>
    setEvents(isWanted ? [...events, event] : events.filter((each) => each !== event));
  return (
    <form
      className="lf-form-grid"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ name, url, events });
      }}
    >
      <TextField
        label={say('webhooks.name')}
        value={name}
        maxLength={100}
        required
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        label={say('webhooks.url')}
        type="url"
        value={url}
        required
        onChange={(event) => setUrl(event.target.value)}
      />
      <fieldset>
        <legend>{say('webhooks.events')}</legend>
        {WEBHOOK_EVENTS.map((event) => (
          <Checkbox
            key={event}
            label={event}
            checked={events.includes(event)}
            onToggle={(isWanted) => toggle(event, isWanted)}
          />
        ))}
      </fieldset>
      <Button type="submit" busy={add.isPending} disabled={name.trim() === '' || events.length === 0}>
        {say('webhooks.add')}
      </Button>
      {add.isError && <ErrorNotice error={add.error} />}
      {add.data && (
        <Notice tone="good" announce title={say('webhooks.added')}>
          <p>
            <CopyText text={add.data.secret} />
          </p>
          <p>{say('webhooks.addedHint')}</p>
        </Notice>
      )}
    </form>
  );
}
