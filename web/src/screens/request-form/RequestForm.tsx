import { useRef } from 'react';
import type { Book, RequestDetail } from '../../api/types';
import { Button } from '../../design/Button';
import { Checkbox } from '../../design/Checkbox';
import { ErrorNotice } from '../../design/ErrorNotice';
import { Notice } from '../../design/Notice';
import { Select } from '../../design/Select';
import { TextArea, TextField } from '../../design/TextField';
import { useTexts, type Say } from '../../texts/use-texts';
import { ContentChecks } from './ContentChecks';
import { FileEditor } from './FileEditor';
import type { Lacks, Place } from './form-checks';
import { numbers, stepsOf } from './form-state';
import { LeaveGuard } from './LeaveGuard';
import { ProtocolEditor } from './ProtocolEditor';
import { RehearsalPanel } from './RehearsalPanel';
import { RouteEditor } from './RouteEditor';
import { useRequestForm } from './use-request-form';
import './request-form.css';

interface RequestFormProps {
  readonly books: readonly Book[];
  readonly draft: RequestDetail | null;
}

/** One page from the files to the signature: files, facts, route, and what the protocol needs. */
export function RequestForm({ books, draft }: RequestFormProps) {
  const say = useTexts();
  const model = useRequestForm(books, draft);
  const { form, change, files, book, lacks, busy, error } = model;
  const root = useRef<HTMLDivElement>(null);
  const lack = (place: Place) => (lacks[place] ? say(lacks[place]) : undefined);
  const submit = (send: boolean) => {
    if (model.submit(send)) return;
    requestAnimationFrame(() =>
      root.current?.querySelector('.lf-lacks')?.scrollIntoView({ block: 'center' }),
    );
  };
  return (
    <div
      ref={root}
      className="lf-request-form"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        submit(true);
      }}
    >
      <LeaveGuard active={model.isDirty && busy === null} />
      <FileEditor files={files} error={lack('files')} />
      <FactsEditor model={model} books={books} lack={lack} />
      <RouteEditor
        steps={form.steps}
        error={lack('route')}
        onChange={(steps) => change({ steps })}
        onDefault={book && (() => change({ steps: stepsOf(book) }))}
      />
      <BeforeSending model={model} />
      {book && numbers(form, book) && (
        <ProtocolEditor
          form={form}
          change={change}
          classificationError={lack('classification')}
          recipientsError={lack('recipients')}
        />
      )}
      <LackList lacks={lacks} />
      {error !== null && <ErrorNotice error={error} />}
      <div className="lf-form-footer">
        <Button busy={busy === 'draft'} disabled={busy !== null} onClick={() => submit(false)}>
          {say('form.saveDraft')}
        </Button>
        <Button
          look="primary"
          icon="it-arrow-right"
          busy={busy === 'send'}
          disabled={busy !== null}
          shortcut="Ctrl+Enter"
          onClick={() => submit(true)}
        >
          {say('form.send')}
        </Button>
      </div>
    </div>
  );
}

/** What would come of it, and what the text of the act says that the rest does not. */
function BeforeSending({ model }: Pick<FactsEditorProps, 'model'>) {
  const { form, book, files } = model;
  return (
    <>
      <RehearsalPanel steps={form.steps} />
      <ContentChecks form={form} book={book} files={files.entries} />
    </>
  );
}

interface FactsEditorProps {
  readonly model: ReturnType<typeof useRequestForm>;
  readonly books: readonly Book[];
  readonly lack: (place: Place) => string | undefined;
}

function FactsEditor({ model, books, lack }: FactsEditorProps) {
  const say = useTexts();
  const { form, change, chooseBook } = model;
  return (
    <section className="lf-card lf-form-grid">
      <TextArea
        required
        rows={2}
        label={say('form.subject')}
        hint={say('form.subjectHint')}
        error={lack('subject')}
        maxLength={1000}
        value={form.subject}
        onChange={(event) => change({ subject: event.target.value })}
      />
      <div className="lf-form-facts">
        <Select
          required
          label={say('form.book')}
          error={lack('book')}
          value={form.bookId}
          placeholder={say('action.choose')}
          choices={books.map((book) => ({
            value: book.id,
            label: bookLabel(book, say),
          }))}
          onChoose={chooseBook}
        />
        <TextField
          label={say('form.due')}
          type="date"
          value={form.dueOn}
          onChange={(event) => change({ dueOn: event.target.value })}
        />
        <Checkbox
          label={say('form.urgent')}
          checked={form.urgent}
          onToggle={(urgent) => change({ urgent })}
        />
        {form.urgent && (
          <TextField
            required
            label={say('form.urgentReason')}
            hint={say('form.urgentHint')}
            error={lack('urgent')}
            maxLength={500}
            value={form.urgentReason}
            onChange={(event) => change({ urgentReason: event.target.value })}
          />
        )}
      </div>
    </section>
  );
}

/** With or without protocol is said once, by the book's own name where it says it. */
function bookLabel(book: Book, say: Say): string {
  if (/protocol/i.test(book.name)) return book.name;
  return `${book.name} (${say(book.withProtocol ? 'form.bookWith' : 'form.bookWithout')})`;
}

function LackList({ lacks }: { readonly lacks: Lacks }) {
  const say = useTexts();
  const texts = Object.values(lacks);
  if (texts.length === 0) return null;
  return (
    <div className="lf-lacks">
      <Notice tone="bad" announce title={say('form.errors', { count: texts.length })}>
        <ul>
          {texts.map((text) => (
            <li key={text}>{say(text)}</li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}
