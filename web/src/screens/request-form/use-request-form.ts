import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { newKey } from '../../api/client';
import { requests } from '../../api/endpoints';
import type { Book, Document, RequestDetail } from '../../api/types';
import { useToast } from '../../design/Toast';
import { useTexts } from '../../texts/use-texts';
import { lacksOf, type Lacks } from './form-checks';
import { emptyForm, formOf, inputOf, stepsOf, type FormState } from './form-state';
import { entriesOf, useFiles } from './use-files';

/** A request while it is written: what it holds, what it lacks, saving it and sending it. */
export function useRequestForm(books: readonly Book[], draft: RequestDetail | null) {
  const [form, setForm] = useState<FormState>(() => (draft ? formOf(draft, books) : emptyForm(books[0])));
  const [isDirty, setDirty] = useState(false);
  const [checked, setChecked] = useState<'nothing' | 'draft' | 'send'>('nothing');
  const subjectTouched = useRef(draft !== null);
  const change = useCallback((part: Partial<FormState>) => {
    if (part.subject !== undefined) subjectTouched.current = true;
    setForm((before) => ({ ...before, ...part }));
    setDirty(true);
  }, []);
  const suggestSubject = useCallback((document: Document) => {
    setDirty(true);
    const { suggestedSubject } = document;
    if (suggestedSubject && !subjectTouched.current) {
      setForm((before) => ({ ...before, subject: suggestedSubject }));
    }
  }, []);
  const initialFiles = useMemo(() => (draft ? entriesOf(draft) : []), [draft]);
  const files = useFiles(initialFiles, suggestSubject);
  const book = books.find((each) => each.id === form.bookId);
  const lacks: Lacks = checked === 'nothing' ? {} : lacksOf(form, book, files.entries, checked === 'send');
  const chooseBook = (id: string) => {
    const chosen = books.find((each) => each.id === id);
    change({ bookId: id, ...(chosen && { steps: stepsOf(chosen) }) });
  };
  const { save, busy, error } = useSave(draft, () => setDirty(false));
  const submit = (send: boolean): boolean => {
    setChecked(send ? 'send' : 'draft');
    if (Object.keys(lacksOf(form, book, files.entries, send)).length > 0 || !book) return false;
    const uploaded = files.entries.flatMap(({ documentId, toSign }) =>
      documentId ? [{ documentId, toSign }] : [],
    );
    const input = inputOf(form, book, uploaded);
    if (input) void save(input, send);
    return true;
  };
  return {
    form,
    change,
    chooseBook,
    files,
    book,
    lacks,
    submit,
    busy,
    error,
    isDirty: isDirty || files.entries !== initialFiles,
  };
}

function useSave(draft: RequestDetail | null, onSaved: () => void) {
  const say = useTexts();
  const tell = useToast();
  const navigate = useNavigate();
  const client = useQueryClient();
  const saved = useRef(draft);
  const key = useRef(newKey());
  const [busy, setBusy] = useState<'draft' | 'send' | null>(null);
  const [error, setError] = useState<unknown>(null);
  const write = async (input: NonNullable<ReturnType<typeof inputOf>>, send: boolean) => {
    if (!saved.current) return requests.create({ ...input, start: send }, key.current);
    const { id, version } = saved.current;
    const updated = await requests.update(id, { ...input, version });
    saved.current = updated;
    return send ? requests.move(id, 'start', updated.version) : updated;
  };
  const save = async (input: NonNullable<ReturnType<typeof inputOf>>, send: boolean) => {
    setBusy(send ? 'send' : 'draft');
    setError(null);
    try {
      const request = await write(input, send);
      onSaved();
      client.setQueryData(['request', request.id], request);
      void client.invalidateQueries({ queryKey: ['requests'] });
      tell(say(send ? 'form.sent' : 'form.saved'));
      // After the flag "nothing to lose" has reached the page's guard.
      setTimeout(() => void navigate(`/requests/${request.id}`), 0);
    } catch (failure) {
      setError(failure);
      setBusy(null);
      // What was refused is corrected and asked anew; what was lost on the way is asked again under the same key.
      if (!isLost(failure)) key.current = newKey();
    }
  };
  return { save, busy, error };
}

function isLost(failure: unknown): boolean {
  return (
    typeof failure === 'object' &&
    failure !== null &&
    'isUnreachable' in failure &&
    failure.isUnreachable === true
  );
}
