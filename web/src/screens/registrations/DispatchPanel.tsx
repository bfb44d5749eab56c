import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { newKey } from '../../api/client';
import { type Dispatch, dispatches } from '../../api/dispatches';
import type { RegistrationDetail } from '../../api/types';
import { useMay } from '../../app/session/use-session';
import { Badge } from '../../design/Badge';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';
import '../arrivals/arrivals.css';
import './registrations.css';

type Action = Dispatch['actions'][number];

/** How an outgoing document goes to each recipient, and what the clerk can do about it now. */
export function DispatchPanel({ registration }: { readonly registration: RegistrationDetail }) {
  const say = useTexts();
  const may = useMay();
  const client = useQueryClient();
  const [fault, setFault] = useState<unknown>(null);
  const queryKey = ['registration', registration.id, 'dispatches'];
  const { data } = useQuery({
    queryKey,
    queryFn: () => dispatches.of(registration.id),
    enabled: registration.direction === 'OUTGOING',
  });
  if (registration.direction !== 'OUTGOING' || !data) return null;
  const refresh = () => client.invalidateQueries({ queryKey });
  const open = async () => {
    try {
      await dispatches.open(registration.id, newKey());
      setFault(null);
    } catch (error) {
      setFault(error);
    }
    await refresh();
  };
  return (
    <section className="lf-card">
      <h2>{say('dispatch.title')}</h2>
      {fault !== null && <ErrorNotice error={fault} />}
      {data.items.length === 0 && <p>{say('dispatch.none')}</p>}
      {data.items.length === 0 && may('protocol.dispatch') && !registration.annulled && (
        <Button look="primary" icon="it-mail" onClick={() => void open()}>
          {say('dispatch.open')}
        </Button>
      )}
      <ul className="lf-dispatch-list">
        {data.items.map((dispatch) => (
          <DispatchLine key={dispatch.id} dispatch={dispatch} onDone={refresh} />
        ))}
      </ul>
    </section>
  );
}

interface DispatchLineProps {
  readonly dispatch: Dispatch;
  /** Which act it is, where that is not said around it. */
  readonly heading?: ReactNode;
  readonly onDone: () => Promise<void>;
}

export function DispatchLine({ dispatch, heading, onDone }: DispatchLineProps) {
  const say = useTexts();
  const may = useMay();
  const [action, setAction] = useState<Action | null>(null);
  const { recipient, channel, address, state, waitsFor, code, actions } = dispatch;
  return (
    <li>
      {heading}
      <p>
        <b>{recipient}</b> – {say(`dispatch.channel.${channel}`)} {address}{' '}
        <Badge tone={state === 'FAILED' ? 'bad' : state === 'TO_SEND' ? 'warning' : 'good'}>
          {say(`dispatch.state.${state}`)}
        </Badge>{' '}
        {waitsFor !== null && say(`dispatch.waits.${waitsFor}`)} {code !== null && <code>{code}</code>}
      </p>
      {dispatch.printCopy === 'READY' && (
        <p>
          <a href={dispatches.printCopyUrl(dispatch.registrationId)} target="_blank" rel="noreferrer">
            {say('dispatch.printCopy')}
            <span className="visually-hidden">: {recipient}</span>
          </a>
        </p>
      )}
      {code === 'OUTCOME_UNKNOWN' && <p>{say('dispatch.unknown')}</p>}
      {may('protocol.dispatch') && action === null && (
        <div className="lf-desk-actions">
          {actions.map((each) => (
            <Button key={each} size="small" onClick={() => setAction(each)}>
              {say(`dispatch.action.${each}`)}
              <span className="visually-hidden">: {recipient}</span>
            </Button>
          ))}
        </div>
      )}
      {action !== null && (
        <RecordForm dispatch={dispatch} action={action} onDone={onDone} onClose={() => setAction(null)} />
      )}
    </li>
  );
}

interface RecordFormProps extends DispatchLineProps {
  readonly action: Action;
  readonly onClose: () => void;
}

function RecordForm({ dispatch, action, onDone, onClose }: RecordFormProps) {
  const say = useTexts();
  const [means, setMeans] = useState('');
  const [on, setOn] = useState(new Date().toISOString().slice(0, 10));
  const [proof, setProof] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      const { id, version } = dispatch;
      await dispatches.record(id, {
        action,
        version,
        on,
        ...(means !== '' && { means }),
        ...(proof !== '' && { proof }),
      });
      await onDone();
      onClose();
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <form
      className="lf-panel-form"
      onSubmit={(event) => void submit(event)}
      aria-label={say(`dispatch.action.${action}`)}
    >
      {fault !== null && <ErrorNotice error={fault} />}
      {action === 'RECORD_SENT' && (
        <TextField
          label={say('dispatch.means')}
          value={means}
          onChange={(event) => setMeans(event.target.value)}
        />
      )}
      {action !== 'RETRY' && (
        <>
          {action !== 'WITHDRAW' && (
            <TextField
              label={say('dispatch.on')}
              type="date"
              value={on}
              onChange={(event) => setOn(event.target.value)}
            />
          )}
          <TextField
            label={say('dispatch.proof')}
            value={proof}
            onChange={(event) => setProof(event.target.value)}
          />
        </>
      )}
      <FormButtons onClose={onClose} />
    </form>
  );
}

function FormButtons({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts();
  return (
    <div className="lf-desk-actions">
      <Button look="primary" type="submit">
        {say('dispatch.save')}
      </Button>
      <Button onClick={onClose}>{say('dispatch.cancel')}</Button>
    </div>
  );
}
