import { type ReactNode, useState } from 'react';
import { newKey } from '../../api/client';
import { emergency } from '../../api/desks';
import { FormDialog } from '../../app/FormDialog';
import { useAction } from '../../app/use-action';
import { TextArea, TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** As a field of date and time has it: the clock on the wall, without a zone. */
function localTime(instant: Date): string {
  const shifted = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

const instantOf = (local: string): string => new Date(local).toISOString();

interface WorkDialogProps {
  readonly title: string;
  readonly lead: string;
  readonly submit: string;
  readonly isWhole: boolean;
  readonly work: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function WorkDialog({ work, onClose, children, ...frame }: WorkDialogProps) {
  const { busy, error, run } = useAction(['emergency']);
  const send = async () => {
    if (await run(work)) onClose();
  };
  return (
    <FormDialog {...frame} busy={busy} error={error} onSubmit={() => void send()} onClose={onClose}>
      <div className="lf-emergency-form">{children}</div>
    </FormDialog>
  );
}

/** Told afterwards as well: the service may have been down when it was decided. */
export function OpenDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useTexts();
  const [cause, setCause] = useState('');
  const [actReference, setActReference] = useState('');
  const [openedAt, setOpenedAt] = useState(() => localTime(new Date()));
  const [until, setUntil] = useState(() => localTime(new Date(Date.now() + DAY_MS)));
  return (
    <WorkDialog
      title={say('emergency.open')}
      lead={say('emergency.openLead')}
      submit={say('emergency.openNow')}
      isWhole={cause.trim() !== '' && actReference.trim() !== '' && openedAt !== '' && until !== ''}
      work={() =>
        emergency.open(
          { cause, actReference, openedAt: instantOf(openedAt), until: instantOf(until) },
          newKey(),
        )
      }
      onClose={onClose}
    >
      <TextArea
        data-autofocus
        required
        label={say('emergency.cause')}
        maxLength={1000}
        value={cause}
        onChange={(event) => setCause(event.target.value)}
      />
      <ActField value={actReference} onChange={setActReference} />
      <TimeField label={say('emergency.openedAt')} value={openedAt} onChange={setOpenedAt} />
      <TimeField label={say('emergency.authorisedUntil')} value={until} onChange={setUntil} />
    </WorkDialog>
  );
}

interface OfOpeningProps {
  readonly id: string;
  readonly onClose: () => void;
}

export function ProlongDialog({ id, from, onClose }: OfOpeningProps & { readonly from: string }) {
  const say = useTexts();
  const [actReference, setActReference] = useState('');
  const [until, setUntil] = useState(() => localTime(new Date(Date.parse(from) + 7 * DAY_MS)));
  return (
    <WorkDialog
      title={say('emergency.prolong')}
      lead={say('emergency.prolongLead')}
      submit={say('emergency.prolong')}
      isWhole={actReference.trim() !== '' && until !== ''}
      work={() => emergency.prolong(id, actReference, instantOf(until))}
      onClose={onClose}
    >
      <ActField value={actReference} onChange={setActReference} />
      <TimeField label={say('emergency.authorisedUntil')} value={until} onChange={setUntil} />
    </WorkDialog>
  );
}

export function CloseDialog({ id, onClose }: OfOpeningProps) {
  const say = useTexts();
  const [closedAt, setClosedAt] = useState(() => localTime(new Date()));
  return (
    <WorkDialog
      title={say('emergency.close')}
      lead={say('emergency.closeLead')}
      submit={say('emergency.close')}
      isWhole={closedAt !== ''}
      work={() => emergency.close(id, instantOf(closedAt))}
      onClose={onClose}
    >
      <TimeField label={say('emergency.closedAt')} value={closedAt} onChange={setClosedAt} />
    </WorkDialog>
  );
}

interface TextPartProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ActField({ value, onChange }: TextPartProps) {
  const say = useTexts();
  return (
    <TextField
      required
      label={say('emergency.act')}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function TimeField({ label, value, onChange }: TextPartProps & { readonly label: string }) {
  return (
    <TextField
      required
      label={label}
      type="datetime-local"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
