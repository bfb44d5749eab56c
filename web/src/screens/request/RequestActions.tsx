import { useState } from 'react';
import type { RequestDetail } from '../../api/types';
import { batchInputOf } from './batch-input-of';
import { useSigning } from '../../app/signing/signing-context';
import { Button, ButtonLink } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { useTexts } from '../../texts/use-texts';
import { ReturnDialog } from '../queue/ReturnDialog';
import { CourseActions } from './CourseActions';
import { ReasonDialog } from './ReasonDialog';
import { WordedActions } from './WordedActions';
import { useRequestActions } from './use-request-actions';

type Asking = 'recall' | 'cancel' | 'return' | 'sign' | null;

/** TUEL art. 49 c. 4: who signs against one of these writes down why. */
function isAgainstAnOpinion({ steps }: RequestDetail): boolean {
  return steps.some(
    ({ weight, tasks }) =>
      weight !== 'OPTIONAL' && tasks.some(({ state, outcome }) => state === 'DONE' && outcome === 'CONTRARY'),
  );
}

/** What this person may do now with this request; the service says which. */
export function RequestActions({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  const actions = useRequestActions(request);
  const { start, revise, endorse, busy, error } = actions;
  const [asking, setAsking] = useState<Asking>(null);
  const may = (action: RequestDetail['actions'][number]) => request.actions.includes(action);
  const sign = useSign(request, () => setAsking('sign'));
  return (
    <>
      {may('cancel') && (
        <Button look="plain" icon="it-delete" onClick={() => setAsking('cancel')}>
          {say('request.action.cancel')}
        </Button>
      )}
      {may('recall') && (
        <Button icon="it-restore" onClick={() => setAsking('recall')}>
          {say('request.action.recall')}
        </Button>
      )}
      <CourseActions request={request} />
      <WordedActions request={request} />
      {may('return') && (
        <Button look="danger" icon="it-restore" onClick={() => setAsking('return')}>
          {say('request.action.return')}
        </Button>
      )}
      {request.state === 'DRAFT' && may('start') && (
        <ButtonLink to={`/requests/${request.id}/edit`} icon="it-pencil">
          {say('request.action.edit')}
        </ButtonLink>
      )}
      {may('start') && (
        <Button look="primary" icon="it-arrow-right" busy={busy} onClick={start}>
          {say('request.action.start')}
        </Button>
      )}
      {may('revise') && (
        <Button look="primary" icon="it-pencil" busy={busy} onClick={revise}>
          {say('request.action.revise')}
        </Button>
      )}
      {may('endorse') && (
        <Button look="primary" icon="it-check" busy={busy} onClick={endorse}>
          {say('request.action.endorse')}
        </Button>
      )}
      <SignActions request={request} onSign={sign} />
      {error !== null && <ErrorNotice error={error} />}
      <Asked asking={asking} request={request} actions={actions} onClose={() => setAsking(null)} />
      {asking === 'sign' && <AgainstOpinion request={request} onClose={() => setAsking(null)} />}
    </>
  );
}

/** With the device of this installation, or with a program of one's own. */
function SignActions({ request, onSign }: { readonly request: RequestDetail; readonly onSign: () => void }) {
  const say = useTexts();
  if (!request.actions.includes('sign') || !request.myTask) return null;
  return (
    <>
      <ButtonLink to={`/tasks/${request.myTask.id}/elsewhere`} icon="it-download">
        {say('request.action.signElsewhere')}
      </ButtonLink>
      {batchInputOf(request) && (
        <Button look="primary" icon="it-pencil" onClick={onSign}>
          {say('request.action.sign')}
        </Button>
      )}
    </>
  );
}

/** Signs at once, or asks first why it is signed against an opinion. */
function useSign(request: RequestDetail, askWhy: () => void): () => void {
  const signing = useSigning();
  const toSign = batchInputOf(request);
  return () => {
    if (isAgainstAnOpinion(request)) askWhy();
    else if (toSign) signing.open([toSign]);
  };
}

interface AskedProps {
  readonly asking: Asking;
  readonly request: RequestDetail;
  readonly actions: ReturnType<typeof useRequestActions>;
  readonly onClose: () => void;
}

/** The moves that need a reason. */
function Asked({ asking, request, actions, onClose }: AskedProps) {
  const say = useTexts();
  if (asking === null || asking === 'sign') return null;
  if (asking === 'return') {
    return (
      <ReturnDialog
        subject={request.subject}
        requester={request.requester}
        onReturn={actions.giveBack}
        onClose={onClose}
      />
    );
  }
  return (
    <ReasonDialog
      title={say(`request.${asking}Title`)}
      lead={say(`request.${asking}Lead`)}
      submit={say(`request.action.${asking}`)}
      onSubmit={(reason) => actions.withdraw(asking, reason)}
      onClose={onClose}
    />
  );
}

/** The reasons come first, the code after. */
function AgainstOpinion({
  request,
  onClose,
}: {
  readonly request: RequestDetail;
  readonly onClose: () => void;
}) {
  const say = useTexts();
  const signing = useSigning();
  const toSign = batchInputOf(request);
  return (
    <ReasonDialog
      title={say('request.againstTitle')}
      lead={say('request.againstLead')}
      submit={say('request.action.sign')}
      onSubmit={(reasons) => {
        if (toSign) signing.open([{ ...toSign, reasons }]);
        return Promise.resolve();
      }}
      onClose={onClose}
    />
  );
}
