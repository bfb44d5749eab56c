import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { ArrivalDetail } from '../../api/protocol-types';
import type { Direction, Document, RegistrationDetail } from '../../api/types';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Select } from '../../design/Select';
import { TextArea, TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';
import { ClassificationField } from '../request-form/ClassificationField';
import { asReceived, useFiles, type FileEntry } from '../request-form/use-files';
import { ArrivalFiles } from './ArrivalFiles';
import { ClassProposals } from './ClassProposals';
import { DuplicateNotice } from './DuplicateNotice';
import {
  correspondentOfSender,
  emptyIncoming,
  type IncomingForm as Form,
  incomingLacks,
  incomingOf,
  type IncomingPlace,
  inputOf,
  isNamed,
} from './incoming-state';
import { IncomingFiles } from './IncomingFiles';
import { MoreFields, PaperFields } from './MoreFields';
import { Senders } from './SenderFields';
import { useRegister } from './use-register';

interface IncomingFormProps {
  readonly direction?: Direction;
  /** Null: what is registered is uploaded here, or held in the hand. */
  readonly arrival: ArrivalDetail | null;
  readonly onDone: (registration: RegistrationDetail) => void;
}

const NONE: readonly FileEntry[] = [];
const MEANS = ['HAND', 'POST', 'PEC', 'MAIL', 'WEB', 'SOAP'] as const;

export function IncomingForm({ direction = 'INCOMING', arrival, onDone }: IncomingFormProps) {
  const say = useTexts();
  const root = useRef<HTMLFormElement>(null);
  const { form, change, files, lack, submit, likely, busy, error } = useIncomingForm(
    direction,
    arrival,
    onDone,
  );
  useFormKeys(root, () => submit(false), arrival === null ? 1 : 2);
  return (
    <form ref={root} className="lf-request-form" onSubmit={(event) => event.preventDefault()}>
      <div className="lf-card" data-field="1">
        {arrival && <ArrivalFiles arrival={arrival} />}
        {!arrival && form.paper === null && <IncomingFiles files={files} error={lack('file')} />}
        {!arrival && <PaperFields form={form} change={change} />}
      </div>
      <div className="lf-card lf-form-grid">
        <div data-field="2">
          <Senders
            isIncoming={direction === 'INCOMING'}
            senders={form.senders}
            error={lack('sender')}
            onChange={(senders) => change({ senders })}
          />
        </div>
        <div data-field="3">
          <TextArea
            required
            rows={2}
            label={say('registry.subject')}
            error={lack('subject')}
            value={form.subject}
            onChange={(event) => change({ subject: event.target.value })}
          />
        </div>
        <ClassFields form={form} change={change} arrival={arrival} error={lack('classification')} />
        <ArrivalFields form={form} change={change} />
        <MoreFields form={form} change={change} />
      </div>
      {likely.length > 0 && <DuplicateNotice items={likely} onGoOn={() => submit(true)} />}
      {error !== null && <ErrorNotice error={error} />}
      <div className="lf-form-footer">
        <Button
          look="primary"
          icon="it-check"
          busy={busy}
          shortcut="Ctrl+Enter"
          onClick={() => submit(false)}
        >
          {say('incoming.submit')}
        </Button>
      </div>
    </form>
  );
}

function useIncomingForm(
  direction: Direction,
  arrival: ArrivalDetail | null,
  onDone: (registration: RegistrationDetail) => void,
) {
  const say = useTexts();
  const [form, setForm] = useState<Form>(() => (arrival ? incomingOf(arrival) : emptyIncoming(direction)));
  const [checked, setChecked] = useState(false);
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const suggest = useCallback(({ suggestedSubject }: Document) => {
    if (suggestedSubject)
      setForm((before) => (before.subject ? before : { ...before, subject: suggestedSubject }));
  }, []);
  const files = useFiles(NONE, suggest, asReceived);
  const { register, likely, busy, error } = useRegister(onDone);
  const arrivalId = arrival?.id ?? null;
  const lacks = incomingLacks(form, files.entries, arrivalId);
  const lack = (place: IncomingPlace) => (checked && lacks[place] ? say(lacks[place]) : undefined);
  const submit = (seen: boolean) => {
    setChecked(true);
    if (busy || Object.keys(lacks).length > 0) return;
    const documentIds = files.entries.flatMap((file) => file.documentId ?? []);
    const hashes = files.entries.flatMap((file) => file.document?.current.sha256 ?? []);
    void register(inputOf(form, documentIds, arrivalId), hashes, seen);
  };
  return { form, change, files, lack, submit, likely, busy, error };
}

interface PartProps {
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
}

function ClassFields({
  form,
  change,
  arrival,
  error,
}: PartProps & { readonly arrival: ArrivalDetail | null; readonly error: string | undefined }) {
  const [first] = form.senders;
  const isKnown = first && isNamed(first.kind) && first.name.trim() !== '';
  return (
    <div data-field="4">
      <ClassificationField
        value={form.classification}
        error={error}
        onChoose={(classification) => change({ classification })}
      />
      <ClassProposals
        chosen={form.classification}
        question={{
          counterpart: isKnown ? correspondentOfSender({ ...first, email: '' }) : null,
          subject: form.subject,
          documentType: form.documentType || null,
          means: form.means,
          mailbox: arrival?.hints.mailbox ?? null,
        }}
        onAccept={(classification) => change({ classification })}
      />
    </div>
  );
}

function ArrivalFields({ form, change }: PartProps) {
  const say = useTexts();
  return (
    <div className="lf-form-grid lf-form-grid-3">
      <div data-field="5">
        <Select<Form['means']>
          label={say('incoming.means')}
          value={form.means}
          choices={MEANS.map((means) => ({ value: means, label: say(`incoming.means.${means}`) }))}
          onChoose={(means) => change({ means })}
        />
      </div>
      {form.direction === 'INCOMING' && (
        <>
          <div data-field="6">
            <TextField
              label={say('incoming.received')}
              type="date"
              value={form.receivedOn}
              onChange={(event) => change({ receivedOn: event.target.value })}
            />
          </div>
          <TextField
            label={say('incoming.reference')}
            maxLength={200}
            value={form.reference}
            onChange={(event) => change({ reference: event.target.value })}
          />
        </>
      )}
    </div>
  );
}

/** From anywhere on the page: Ctrl+Enter registers, Alt and a digit jump to a field. `first` has the focus. */
function useFormKeys(root: RefObject<HTMLElement | null>, submit: () => void, first: number): void {
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  useEffect(() => {
    focusField(root.current, first);
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        latest.current();
      } else if (event.altKey && /^Digit[1-6]$/.test(event.code)) {
        event.preventDefault();
        focusField(root.current, Number(event.code.slice(-1)));
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [root, first]);
}

function focusField(root: HTMLElement | null, number: number): void {
  root?.querySelector<HTMLElement>(`[data-field="${number}"] :is(input, select, textarea)`)?.focus();
}
