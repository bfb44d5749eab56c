import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { requests, tasks } from '../../api/endpoints';
import type { RequestDetail } from '../../api/types';
import { Button } from '../../design/Button';
import { reasonOf } from '../../design/ErrorNotice';
import type { IconName } from '../../design/Icon';
import { useToast } from '../../design/Toast';
import { useTexts } from '../../texts/use-texts';
import { OpinionDialog } from './OpinionDialog';
import { ReasonDialog } from './ReasonDialog';

/** Acts that need a few words, and no more: each asks for them and is done. */
const WORDED = {
  ask: 'it-help-circle',
  decline: 'it-user',
  answer: 'it-comment',
  'send-back': 'it-restore',
  'accept-signatures': 'it-check',
  'refuse-signatures': 'it-close',
  'accept-verdict': 'it-check',
  'close-annulment': 'it-close',
} as const satisfies Partial<Record<RequestDetail['actions'][number], IconName>>;
type Worded = keyof typeof WORDED;

const PLAIN = ['take-back', 'withdraw-question', 'retry-number', 'retry-step', 'confirm-reading'] as const;
type Plain = (typeof PLAIN)[number];

/** What the people around a request may do with it now: ask, answer, decline, take back, correct its course. */
export function WordedActions({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  const { perform, plain } = useActs(request);
  const [asking, setAsking] = useState<Worded | 'give-opinion' | null>(null);
  const may = (action: RequestDetail['actions'][number]) => request.actions.includes(action);
  const close = () => setAsking(null);
  return (
    <>
      {(Object.keys(WORDED) as Worded[]).filter(may).map((action) => (
        <Button key={action} icon={WORDED[action]} onClick={() => setAsking(action)}>
          {say(`request.action.${action}`)}
        </Button>
      ))}
      {PLAIN.filter(may).map((action) => (
        <Button key={action} onClick={() => void plain(action)}>
          {say(`request.action.${action}`)}
        </Button>
      ))}
      {may('give-opinion') && (
        <Button look="primary" icon="it-pencil" onClick={() => setAsking('give-opinion')}>
          {say('request.action.give-opinion')}
        </Button>
      )}
      {asking === 'give-opinion' && <OpinionDialog request={request} onClose={close} />}
      {asking !== null && asking !== 'give-opinion' && (
        <ReasonDialog
          title={say(`request.action.${asking}`)}
          lead={say(`request.lead.${asking}`)}
          submit={say(`request.action.${asking}`)}
          onSubmit={(words) => perform(asking, words)}
          onClose={close}
        />
      )}
    </>
  );
}

function useActs(request: RequestDetail) {
  const say = useTexts();
  const tell = useToast();
  const client = useQueryClient();
  const { id, version, myTask, files } = request;
  const refresh = () => {
    for (const key of ['request', 'requests', 'queue', 'summary'])
      void client.invalidateQueries({ queryKey: [key] });
  };
  const perform = async (action: Worded, words: string) => {
    if (action === 'ask' && myTask) await tasks.ask(myTask.id, myTask.version, words);
    else if (action === 'decline' && myTask) await tasks.decline(myTask.id, myTask.version, words);
    else if (action === 'answer') await requests.act(id, action, { version, answer: words });
    else await requests.act(id, action, { version, reason: words });
    tell(say('request.actDone'));
    refresh();
  };
  const plain = async (action: Plain) => {
    try {
      const sha256 = files[0]?.currentSha256 ?? '';
      if (action === 'take-back' && myTask) await tasks.takeBack(myTask.id, myTask.version);
      else if (action === 'confirm-reading' && myTask)
        await tasks.endorse(myTask.id, { version: myTask.version, sha256 });
      else await requests.act(id, action, { version });
      tell(say('request.actDone'));
    } catch (error) {
      tell(reasonOf(error, say), { tone: 'bad' });
    }
    refresh();
  };
  return { perform, plain };
}
