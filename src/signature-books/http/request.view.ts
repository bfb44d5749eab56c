import type { Language, Text } from '@libro-firma/kernel';
import type { Actor } from '../../platform/identity';
import { actionsOf, myTaskIn, type RequestDetails } from '../application/request-detail';
import type { ListedRequest } from '../application/request-list';
import { signatureBooksTexts } from '../signature-books.texts';
import type { RequestDetail, RequestSummary } from './signature-books.schema';

type Step = RequestDetails['steps'][number];

export function summaryView(listed: ListedRequest, language: Language): RequestSummary {
  const { blockedCode, blockedSince, sortKey: _sortKey, ...rest } = listed;
  return {
    ...rest,
    createdAt: rest.createdAt.toISOString(),
    updatedAt: rest.updatedAt.toISOString(),
    blocked:
      blockedCode && blockedSince
        ? {
            code: blockedCode,
            text: textOf(`blocked.${blockedCode}`, language) ?? blockedCode,
            since: blockedSince.toISOString(),
          }
        : null,
  };
}

export function detailView(actor: Actor, details: RequestDetails, language: Language): RequestDetail {
  const { listed, row, files, steps, names } = details;
  const mine = myTaskIn(actor, steps);
  return {
    ...summaryView(listed, language),
    files: files.map((file) => ({
      id: file.id,
      documentId: file.current.documentId,
      role: file.role,
      fileName: file.current.fileName,
      mediaType: file.current.mediaType,
      toSign: file.toSign,
      frozenSha256: file.frozenSha256,
      currentSha256: file.current.sha256,
      size: file.current.size,
      pageCount: file.current.pageCount,
      signatures: file.current.signatures,
    })),
    steps: steps.map((step) => stepView(step, names)),
    registration: row.registration as RequestDetail['registration'],
    registrationId: row.registrationId,
    bookId: row.bookId,
    checkFailures: row.checkFailures.map((failure) => ({
      code: failure.code,
      fileName: failure.fileName,
      text: failure.text[language],
      remedy: failure.remedy?.[language] ?? null,
    })),
    timeline: details.entries.flatMap((entry) => {
      const text = textOf(entry.type, language);
      if (text === null) return [];
      const payload = JSON.parse(entry.payload) as Record<string, unknown>;
      const note = payload.reason ?? payload.note ?? payload.number ?? null;
      return [
        {
          at: entry.at.toISOString(),
          type: entry.type,
          text,
          actor: entry.actorId ? (names.get(entry.actorId) ?? null) : null,
          note: typeof note === 'string' ? note : null,
        },
      ];
    }),
    downloads: downloadsOf(row),
    actions: actionsOf(actor, details),
    myTask: mine && taskView(mine, names),
  };
}

function stepView(step: Step, names: ReadonlyMap<string, string>): RequestDetail['steps'][number] {
  const { id, position, kind, state, minimum } = step;
  return {
    id,
    position,
    kind,
    state,
    minimum,
    holders: step.holderIds.map((holderId) => ({ id: holderId, fullName: names.get(holderId) ?? '' })),
    tasks: step.tasks.map((task) => taskView(task, names)),
  };
}

export function taskView(
  task: Step['tasks'][number],
  names: ReadonlyMap<string, string>,
): NonNullable<RequestDetail['myTask']> {
  return {
    id: task.id,
    kind: task.kind,
    state: task.state,
    version: task.version,
    holder: names.get(task.holderId) ?? '',
    holderId: task.holderId,
    capacity: task.capacity,
    openedAt: task.openedAt.toISOString(),
    doneAt: task.doneAt?.toISOString() ?? null,
    note: task.note,
  };
}

function downloadsOf(row: RequestDetails['row']): RequestDetail['downloads'] {
  const isSigned = ['SIGNED', 'REGISTERED', 'ARCHIVED'].includes(row.state);
  const isArchived = row.state === 'ARCHIVED';
  return [
    ...(isSigned ? (['signed'] as const) : []),
    ...(isArchived ? (['copy'] as const) : []),
    ...(row.registrationId ? (['segnatura'] as const) : []),
    ...(isArchived ? (['report-json', 'report-xml', 'package'] as const) : []),
  ];
}

function textOf(key: string, language: Language): string | null {
  const texts: Readonly<Record<string, Text>> = signatureBooksTexts;
  return texts[key]?.[language] ?? null;
}
