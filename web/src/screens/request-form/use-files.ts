import { useCallback, useRef, useState } from 'react';
import { documents } from '../../api/endpoints';
import type { Document, RequestDetail } from '../../api/types';
import { nextKey } from './form-state';

export interface FileEntry {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly pageCount: number | null;
  /** The bytes, while this page still has them: a change of place sends them again for other checks. */
  readonly file: File | null;
  readonly use: 'act' | 'annex';
  readonly state: 'sending' | 'ready' | 'refused';
  readonly progress: number;
  readonly document: Document | null;
  readonly documentId: string | null;
  readonly error: unknown;
  readonly toSign: boolean;
}

export interface Files {
  readonly entries: readonly FileEntry[];
  readonly add: (files: readonly File[]) => void;
  readonly remove: (key: string) => void;
  readonly move: (key: string, step: 1 | -1) => void;
  readonly resend: (key: string) => void;
  readonly setToSign: (key: string, toSign: boolean) => void;
}

export function entriesOf(request: RequestDetail): FileEntry[] {
  const sorted = [...request.files].sort((one) => (one.role === 'MAIN' ? -1 : 0));
  return sorted.map((file) => ({
    key: nextKey(),
    name: file.fileName,
    size: file.size,
    mediaType: file.mediaType,
    pageCount: file.pageCount,
    file: null,
    use: file.role === 'MAIN' || file.toSign ? 'act' : 'annex',
    state: 'ready',
    progress: 1,
    document: null,
    documentId: file.documentId,
    error: null,
    toSign: file.role === 'ANNEX' && file.toSign,
  }));
}

function newEntry(file: File): FileEntry {
  return {
    key: nextKey(),
    name: file.name,
    size: file.size,
    mediaType: file.type,
    pageCount: null,
    file,
    use: 'annex',
    state: 'sending',
    progress: 0,
    document: null,
    documentId: null,
    error: null,
    toSign: false,
  };
}

/** For which use a file is checked: the first, and those that are signed too, as an act. */
function purposeOf(entries: readonly FileEntry[], entry: FileEntry): 'act' | 'annex' {
  return entries[0]?.key === entry.key || entry.toSign ? 'act' : 'annex';
}

/** Nothing of what arrives is going to be signed, and nothing of it is refused for its content. */
export const asReceived = (): 'annex' => 'annex';

/** The files of a request: sent and checked as soon as they are chosen, main first. */
export function useFiles(
  initial: readonly FileEntry[],
  onMain: (document: Document) => void,
  useOf: typeof purposeOf = purposeOf,
): Files {
  const { entries, latest, apply, send } = useSending(initial, onMain, useOf);
  const add = (files: readonly File[]) => {
    const added = files.map(newEntry);
    apply((before) => [...before, ...added]);
    // One after the other: the main document is checked first, and the line is not shared.
    void added.reduce<Promise<void>>((before, entry) => before.then(() => send(entry)), Promise.resolve());
  };
  /** After a change of order or of purpose: what was checked as an annex and is an act now goes again. */
  const then = (change: (before: readonly FileEntry[]) => readonly FileEntry[]) => {
    apply(change);
    for (const entry of latest.current) {
      const wanted = useOf(latest.current, entry);
      if (entry.use !== wanted && (wanted === 'act' || entry.state === 'refused')) void send(entry);
    }
  };
  return {
    entries,
    add,
    remove: (key) => then((before) => before.filter((entry) => entry.key !== key)),
    move: (key, step) => then((before) => moved(before, key, step)),
    resend: (key) => {
      const entry = latest.current.find((each) => each.key === key);
      if (entry) void send(entry);
    },
    setToSign: (key, toSign) =>
      then((before) => before.map((entry) => (entry.key === key ? { ...entry, toSign } : entry))),
  };
}

function useSending(
  initial: readonly FileEntry[],
  onMain: (document: Document) => void,
  useOf: typeof purposeOf,
) {
  const [entries, setEntries] = useState(initial);
  const latest = useRef(entries);
  const apply = useCallback((change: (before: readonly FileEntry[]) => readonly FileEntry[]) => {
    latest.current = change(latest.current);
    setEntries(latest.current);
  }, []);
  const patch = useCallback(
    (key: string, part: Partial<FileEntry>) =>
      apply((before) => before.map((entry) => (entry.key === key ? { ...entry, ...part } : entry))),
    [apply],
  );
  const send = useCallback(
    async (entry: FileEntry) => {
      if (!entry.file) return;
      const use = useOf(latest.current, entry);
      patch(entry.key, { use, state: 'sending', progress: 0, error: null, document: null, documentId: null });
      try {
        const document = await documents.upload(entry.file, use, (progress) =>
          patch(entry.key, { progress }),
        );
        const { mediaType, pageCount } = document;
        patch(entry.key, { state: 'ready', document, documentId: document.id, mediaType, pageCount });
        if (latest.current[0]?.key === entry.key) onMain(document);
      } catch (error) {
        patch(entry.key, { state: 'refused', error });
      }
    },
    [patch, onMain, useOf],
  );
  return { entries, latest, apply, send };
}

/** The list with one element a place further up or down. */
export function moved<Item extends { readonly key: string }>(
  list: readonly Item[],
  key: string,
  step: 1 | -1,
): Item[] {
  const at = list.findIndex((item) => item.key === key);
  const to = at + step;
  const result = [...list];
  const item = result[at];
  const other = result[to];
  if (!item || !other) return result;
  result[at] = other;
  result[to] = item;
  return result;
}
