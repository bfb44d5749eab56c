import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { Document, RegistrationDetail } from '../../api/types';
import { Button } from '../../design/Button';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Select } from '../../design/Select';
import { TextArea, TextField } from '../../design/TextField';
import { useTexts } from '../../texts/use-texts';
import { ClassificationField } from '../request-form/ClassificationField';
import { asReceived, useFiles, type FileEntry } from '../request-form/use-files';
import { IncomingFiles } from './IncomingFiles';
import { SenderFields } from './SenderFields';
import {
  emptyIncoming,
  incomingLacks,
  useRegister,
  type IncomingForm as Form,
  type IncomingPlace,
} from './use-incoming';

interface IncomingFormProps {
  readonly onDone: (registration: RegistrationDetail) => void;
}

const NONE: readonly FileEntry[] = [];
const MEANS = ['HAND', 'POST', 'PEC', 'MAIL', 'WEB'] as const;

export function IncomingForm({ onDone }: IncomingFormProps) {
  const say = useTexts();
  const root = useRef<HTMLFormElement>(null);
  const { form, change, files, lack, submit, busy, error } = useIncomingForm(onDone);
  useFormKeys(root, submit);
  return (
    <form ref={root} className="lf-request-form" onSubmit={(event) => event.preventDefault()}>
      <div className="lf-card" data-field="1">
        <IncomingFiles files={files} error={lack('file')} />
      </div>
      <div className="lf-card lf-form-grid">
        <div data-field="2">
          <SenderFields
            value={form.sender}
            error={lack('sender')}
            onChange={(sender) => change({ sender })}
          />
        </div>
        <div data-field="3">
          <TextArea
            required
            rows={2}
            label={say('registry.subject')}
            error={lack('subject')}
            maxLength={4000}
            value={form.subject}
            onChange={(event) => change({ subject: event.target.value })}
          />
        </div>
        <div data-field="4">
          <ClassificationField
            value={form.classification}
            error={lack('classification')}
            onChoose={(classification) => change({ classification })}
          />
        </div>
        <ArrivalFields form={form} change={change} />
      </div>
      {error !== null && <ErrorNotice error={error} />}
      <div className="lf-form-footer">
        <Button look="primary" icon="it-check" busy={busy} shortcut="Ctrl+Enter" onClick={submit}>
          {say('incoming.submit')}
        </Button>
      </div>
    </form>
  );
}

function useIncomingForm(onDone: (registration: RegistrationDetail) => void) {
  const say = useTexts();
  const [form, setForm] = useState<Form>(emptyIncoming);
  const [checked, setChecked] = useState(false);
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const suggest = useCallback(({ suggestedSubject }: Document) => {
    if (suggestedSubject)
      setForm((before) => (before.subject ? before : { ...before, subject: suggestedSubject }));
  }, []);
  const files = useFiles(NONE, suggest, asReceived);
  const { register, busy, error } = useRegister(onDone);
  const lacks = checked ? incomingLacks(form, files.entries) : {};
  const lack = (place: IncomingPlace) => (lacks[place] ? say(lacks[place]) : undefined);
  const submit = () => {
    setChecked(true);
    if (Object.keys(incomingLacks(form, files.entries)).length > 0) return;
    void register(
      form,
      files.entries.flatMap((file) => file.documentId ?? []),
    );
  };
  return { form, change, files, lack, submit, busy, error };
}

function ArrivalFields({
  form,
  change,
}: {
  readonly form: Form;
  readonly change: (part: Partial<Form>) => void;
}) {
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
    </div>
  );
}

/** From anywhere on the page: Ctrl+Enter registers, Alt and a digit jump to a field. The first one has the focus. */
function useFormKeys(root: RefObject<HTMLElement | null>, submit: () => void): void {
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  useEffect(() => {
    focusField(root.current, 1);
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
  }, [root]);
}

function focusField(root: HTMLElement | null, number: number): void {
  root?.querySelector<HTMLElement>(`[data-field="${number}"] :is(input, select, textarea)`)?.focus();
}
