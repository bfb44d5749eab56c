import type { Language, Text } from '@libro-firma/kernel';
import type { Actor } from '../../platform/identity';
import type { Reach } from '../../organisation';
import { actionsOf, myTaskIn } from '../application/requests/actions-on-request';
import type { RequestDetails } from '../application/requests/request-detail';
import { whyHere } from '../application/tasks/why-here';
import { SIGNED_STATES } from '../domain/request.states';
import type { ListedRequest } from '../application/requests/request-list';
import { signatureBooksTexts } from '../signature-books.texts';
import { waitingText } from './waiting-text';
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
  const { listed, row, files, steps, names, labels } = details;
  const mine = myTaskIn(actor, details);
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
    steps: steps.map((step) => stepView(step, names, labels)),
    registration: row.registration as RequestDetail['registration'],
    registrationId: row.registrationId,
    bookId: row.bookId,
    checkFailures: row.checkFailures.map((failure) => ({
      code: failure.code,
      fileName: failure.fileName,
      text: failure.text[language],
      remedy: failure.remedy?.[language] ?? null,
    })),
    timeline: timelineView(details, language),
    downloads: downloadsOf(row),
    actions: actionsOf(actor, details),
    myTask: mine && taskView(mine, names),
    why: mine ? whyText(actor, mine, details, language) : null,
    question: row.question && {
      text: row.question.text,
      asker: names.get(row.question.askerId) ?? '',
      addressee: names.get(row.question.addresseeId) ?? '',
      askedAt: row.question.askedAt,
      dueOn: row.question.dueOn,
    },
    revision: row.revision,
    urgentReason: row.urgentReason,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    documentTypeId: row.documentTypeId,
    amount: row.amount,
    mustRead: row.policy.mustRead,
    earlierRevisions: Array.from({ length: listed.revision - 1 }, (_, index) => index + 1),
    annulledAt: row.annulledAt?.toISOString() ?? null,
    numbers: numbersView(details),
    waitingSignatures: waitingView(details, language),
  };
}

function waitingView(
  { waiting, names }: RequestDetails,
  language: Language,
): RequestDetail['waitingSignatures'] {
  return waiting.map(({ personId, fileName, waiting: { why, since, tries } }) => ({
    signer: names.get(personId) ?? '',
    fileName,
    why: waitingText(why, language),
    since,
    tries,
  }));
}

function numbersView({ numbers, registers }: RequestDetails): RequestDetail['numbers'] {
  return numbers.flatMap(({ registrationId, number, registeredOn, ...own }) =>
    registrationId && number && registeredOn
      ? [
          {
            register: registers.get(own.register) ?? own.register,
            registrationId,
            number,
            registeredOn,
            revision: own.revision,
            annulledAt: own.annulledAt?.toISOString() ?? null,
            leftBecause: own.leftBecause,
          },
        ]
      : [],
  );
}

function timelineView({ entries, names }: RequestDetails, language: Language): RequestDetail['timeline'] {
  return entries.flatMap((entry) => {
    const text = textOf(entry.type, language);
    if (text === null) return [];
    const payload = JSON.parse(entry.payload) as Record<string, unknown>;
    const note = payload.reason ?? payload.note ?? payload.question ?? payload.number ?? null;
    return [
      {
        at: entry.at.toISOString(),
        type: entry.type,
        text,
        actor: entry.actorId ? (names.get(entry.actorId) ?? null) : null,
        onBehalfOf: entry.onBehalfOf ? (names.get(entry.onBehalfOf) ?? null) : null,
        capacity: entry.capacity,
        note: typeof note === 'string' ? note : null,
        answer: typeof payload.answer === 'string' ? payload.answer : null,
      },
    ];
  });
}

function stepView(
  step: Step,
  names: ReadonlyMap<string, string>,
  labels: ReadonlyMap<string, string>,
): RequestDetail['steps'][number] {
  const { id, position, kind, state, minimum, stage, level, weight, register, outcome } = step;
  return {
    id,
    position,
    kind,
    state,
    minimum,
    stage,
    level,
    weight,
    register,
    outcome,
    dueAt: step.dueAt?.toISOString() ?? null,
    addressees: step.addressees.map((key) => ({
      key,
      label: labels.get(key) ?? '',
      mandatory: step.mandatory.includes(key),
    })),
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
    holder: task.holderId ? (names.get(task.holderId) ?? '') : '',
    holderId: task.holderId,
    addressee: task.addressee,
    actedBy: task.actedBy ? (names.get(task.actedBy) ?? null) : null,
    undoUntil: task.undoUntil?.toISOString() ?? null,
    outcome: task.decision?.outcome ?? null,
    dueAt: task.dueAt?.toISOString() ?? null,
    capacity: task.capacity,
    openedAt: task.openedAt.toISOString(),
    doneAt: task.doneAt?.toISOString() ?? null,
    note: task.note,
  };
}

function whyText(
  actor: Actor,
  task: Step['tasks'][number],
  details: RequestDetails,
  language: Language,
): string | null {
  const facts = {
    requester: details.names.get(details.row.requesterId) ?? '',
    label: details.labels.get(task.addressee) ?? '',
  };
  return whyHere(task, actor.desks as readonly Reach[], facts)?.text[language] ?? null;
}

function downloadsOf(row: RequestDetails['row']): RequestDetail['downloads'] {
  const isSigned = (SIGNED_STATES as readonly string[]).includes(row.state);
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
