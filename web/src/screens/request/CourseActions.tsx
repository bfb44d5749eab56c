import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { requests } from '../../api/endpoints';
import type { RequestDetail } from '../../api/types';
import { Button } from '../../design/Button';
import type { IconName } from '../../design/Icon';
import { useToast } from '../../design/Toast';
import { useTexts } from '../../texts/use-texts';
import { DatedDialog } from './DatedDialog';
import { type Registering, RegistrationDialog } from './RegistrationDialog';
import { tasksToGive, TransferDialog } from './TransferDialog';

const ACTIONS = {
  extend: 'it-clock',
  transfer: 'it-user',
  'record-delivery': 'it-check-circle',
  'correct-registration': 'it-pencil',
  register: 'it-bookmark',
  'register-again': 'it-bookmark',
} as const satisfies Partial<Record<RequestDetail['actions'][number], IconName>>;
type CourseAction = keyof typeof ACTIONS;

/** What changes the course of an act: its deadline, who is asked, and what the register is told of it. */
export function CourseActions({ request }: { readonly request: RequestDetail }) {
  const say = useTexts();
  const [asking, setAsking] = useState<CourseAction | null>(null);
  const isOffered = (action: CourseAction) =>
    request.actions.includes(action) && (action !== 'transfer' || tasksToGive(request).length > 0);
  return (
    <>
      {(Object.keys(ACTIONS) as CourseAction[]).filter(isOffered).map((action) => (
        <Button key={action} icon={ACTIONS[action]} onClick={() => setAsking(action)}>
          {say(`request.action.${action}`)}
        </Button>
      ))}
      {asking && <Asked action={asking} request={request} onClose={() => setAsking(null)} />}
    </>
  );
}

function Asked({
  action,
  request,
  onClose,
}: {
  readonly action: CourseAction;
  readonly request: RequestDetail;
  readonly onClose: () => void;
}) {
  const say = useTexts();
  const done = useDone();
  if (action === 'transfer') return <TransferDialog request={request} onDone={done} onClose={onClose} />;
  if (action !== 'extend' && action !== 'record-delivery') {
    const registering: Registering = action;
    return <RegistrationDialog request={request} action={registering} onDone={done} onClose={onClose} />;
  }
  const dayField = action === 'extend' ? 'dueOn' : 'deliveredOn';
  return (
    <DatedDialog
      title={say(`request.action.${action}`)}
      lead={say(`request.lead.${action}`)}
      dayLabel={say(`request.day.${action}`)}
      submit={say(`request.action.${action}`)}
      onSubmit={async (day, reason) => {
        await requests.act(request.id, action, { version: request.version, reason, [dayField]: day });
        done();
      }}
      onClose={onClose}
    />
  );
}

function useDone(): () => void {
  const say = useTexts();
  const tell = useToast();
  const client = useQueryClient();
  return () => {
    tell(say('request.actDone'));
    for (const key of ['request', 'requests', 'queue', 'summary'])
      void client.invalidateQueries({ queryKey: [key] });
  };
}
