import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { requests } from '../../api/endpoints';
import type { QueueItem, RequestDetail, RequestFile } from '../../api/types';

export type Part = 'document' | 'files' | 'route';

interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly mediaType: string;
}

export interface Reading {
  readonly part: Part;
  readonly choosePart: (part: Part) => void;
  readonly file: ShownFile | null;
  readonly files: readonly RequestFile[];
  readonly chooseFile: (id: string) => void;
  readonly stepFile: (step: number) => void;
  readonly detail: RequestDetail | null;
}

interface Choice {
  readonly of: string;
  readonly part: Part;
  readonly fileId: string | null;
}

/** Which part of the document is before the reader's eyes; a new document opens at its first page. */
export function useReading(item: QueueItem | null): Reading {
  const requestId = item?.requestId ?? '';
  const [chosen, setChosen] = useState<Choice>({ of: requestId, part: 'document', fileId: null });
  const here: Choice = chosen.of === requestId ? chosen : { of: requestId, part: 'document', fileId: null };
  const { data: detail = null } = useQuery({
    queryKey: ['request', requestId],
    queryFn: ({ signal }) => requests.one(requestId, signal),
    enabled: item !== null && here.part !== 'document',
  });
  const annexes = useMemo(() => detail?.files.filter((file) => file.role === 'ANNEX') ?? [], [detail]);
  const annex =
    here.part === 'files' ? (annexes.find((file) => file.id === here.fileId) ?? annexes[0]) : undefined;
  const file = annex ? annexFile(annex) : item && mainFile(item);
  const choosePart = useCallback(
    (part: Part) => setChosen({ of: requestId, part, fileId: null }),
    [requestId],
  );
  const chooseFile = useCallback(
    (fileId: string) => setChosen({ of: requestId, part: 'files', fileId }),
    [requestId],
  );
  const stepFile = (step: number) => {
    if (!item || item.annexCount === 0) return;
    if (here.part !== 'files') {
      choosePart('files');
      return;
    }
    const at = annexes.findIndex((each) => each.id === file?.id) + step;
    const next = annexes[at];
    if (next) chooseFile(next.id);
    else if (at < 0) choosePart('document');
  };
  return { part: here.part, choosePart, file, files: annexes, chooseFile, stepFile, detail };
}

function annexFile(annex: RequestFile): ShownFile {
  return { id: annex.id, name: annex.fileName, sha256: annex.currentSha256, mediaType: annex.mediaType };
}

function mainFile({ main }: QueueItem): ShownFile {
  return { id: main.fileId, name: main.fileName, sha256: main.sha256, mediaType: 'application/pdf' };
}
