import { accept, refuse, type Result } from '@libro-firma/kernel';
import { readdress } from './acts-on-task';
import type { Dossier } from './dossier';
import { settleAutomaticSteps } from './automatic-steps';
import type { Authority, Question, TaskPart } from './dossier-parts';
import { standingNumbers } from './registers-wanted';
import { signatureBooksRefusals as refusals } from './signature-books.refusals';

/** T2. What was done in an earlier revision for the same bytes counts, where the type says so (S4). */
export function enterRoute(dossier: Dossier, doneBefore: readonly string[] = []): Result<true> {
  const moved = dossier.moveRequest('pass-checks', {
    type: 'signing-request.entered-route',
    payload: { doneBefore },
  });
  if (!moved.ok) return moved;
  for (const step of dossier.steps) if (doneBefore.includes(step.id)) dossier.moveStep(step, 'skip');
  dossier.advance();
  return moved;
}

/** T18: the clocks stop until the question is answered, withdrawn or given up. */
export function suspend(dossier: Dossier, question: Question, authority: Authority): Result<true> {
  if (dossier.openTasks().some((task) => task.state === 'SIGNING'))
    return refuse(refusals.SIGNATURE_IN_PROGRESS());
  if (dossier.pendingReturn()) return refuse(refusals.BEING_RETURNED());
  const moved = dossier.moveRequest('suspend', {
    type: 'signing-request.suspended',
    payload: {
      taskId: question.taskId,
      question: question.text,
      addresseeId: question.addresseeId,
      dueOn: question.dueOn,
    },
    authority,
  });
  if (!moved.ok) return moved;
  Object.assign(dossier.request, { question, suspendedAt: dossier.around.now });
  // Who acts on what he saw before the question is told of it first: even a return, which is allowed while it stands.
  for (const task of dossier.openTasks()) {
    task.version += 1;
    dossier.changedTasks.add(task);
  }
  return moved;
}

/** T19 */
export function answer(dossier: Dossier, personId: string, text: string): Result<true> {
  const { question } = dossier.request;
  if (!question) return refuse(dossier.notNow());
  if (question.addresseeId !== personId) return refuse(refusals.NOT_ASKED_OF_YOU());
  const { askerId } = question;
  const moved = dossier.moveRequest('answer', {
    type: 'signing-request.answered',
    payload: { question: question.text, answer: text, askerId },
  });
  if (moved.ok) resume(dossier);
  return moved;
}

/** T19a */
export function withdrawQuestion(dossier: Dossier, personId: string): Result<true> {
  const { question } = dossier.request;
  if (!question) return refuse(dossier.notNow());
  if (question.askerId !== personId) return refuse(refusals.NOT_ASKED_BY_YOU());
  const moved = dossier.moveRequest('withdraw-question', {
    type: 'signing-request.question-withdrawn',
    payload: { question: question.text },
  });
  if (moved.ok) resume(dossier);
  return moved;
}

/** T20 */
export function giveUpQuestion(dossier: Dossier): Result<true> {
  const { question } = dossier.request;
  if (!question) return refuse(dossier.notNow());
  const reason = `Nessuna risposta a: ${question.text}`;
  const moved = dossier.moveRequest('give-up-question', {
    type: 'signing-request.returned',
    payload: { reason, requesterId: dossier.request.requesterId },
  });
  if (moved.ok) leaveRoute(dossier, reason, 'returned');
  return moved;
}

/** T21: `mayUndoSignatures` says that a signer or the head of the office orders it. */
export function recall(dossier: Dossier, reason: string, mayUndoSignatures: boolean): Result<true> {
  if (dossier.hasSignatures() && !mayUndoSignatures) return refuse(refusals.SIGNATURE_IN_PROGRESS());
  const moved = dossier.moveRequest('recall', { type: 'signing-request.recalled', payload: { reason } });
  if (moved.ok) leaveRoute(dossier, reason, 'recalled');
  return moved;
}

/** T21a and T27b: an act that is signed and bears no number. */
export function undoSigned(
  dossier: Dossier,
  action: 'recall-signed' | 'send-back',
  reason: string,
): Result<true> {
  const bears = standingNumbers(dossier.request, dossier.numbers).length > 0;
  if (dossier.request.numberingAsked || bears) return refuse(refusals.NUMBER_ON_ITS_WAY());
  const type = action === 'send-back' ? 'signing-request.sent-back' : 'signing-request.recalled';
  const moved = dossier.moveRequest(action, {
    type,
    payload: { reason, requesterId: dossier.request.requesterId },
  });
  if (moved.ok) leaveRoute(dossier, reason, 'recalled');
  return moved;
}

/** T23: only a hard deadline ends a request. */
export function expire(dossier: Dossier): Result<true> {
  const { expiresAt, policy, requesterId } = dossier.request;
  if (policy.deadline !== 'hard' || !expiresAt || expiresAt > dossier.around.now)
    return refuse(dossier.notNow());
  const moved = dossier.moveRequest('expire', {
    type: 'signing-request.expired',
    payload: { expiresAt: expiresAt.toISOString(), requesterId },
  });
  if (moved.ok) leaveRoute(dossier, null, 'expired');
  return moved;
}

/** T24: a new deadline always takes the place of the one before. */
export function extend(dossier: Dossier, until: Date, reason: string): Result<true> {
  const { state } = dossier.request;
  if (state !== 'IN_ROUTE' && state !== 'SUSPENDED') return refuse(dossier.notNow());
  if (until <= dossier.around.now) return refuse(refusals.DEADLINE_IN_THE_PAST());
  const from = dossier.request.expiresAt?.toISOString() ?? null;
  dossier.request.expiresAt = until;
  dossier.note({
    type: 'signing-request.extended',
    payload: { from, until: until.toISOString(), reason },
  });
  return accept(true);
}

/** T25: `successor` is the seat that the addressee held, when somebody holds it now. */
export function lapse(dossier: Dossier, task: TaskPart, successor: string | null): Result<TaskPart> {
  if (!dossier.isInRoute && dossier.request.state !== 'SUSPENDED') return refuse(dossier.notNow());
  const moved = dossier.moveTask(task, 'lapse', { note: 'power-ended' });
  if (!moved.ok) return moved;
  dossier.note({
    type: 'signing-request.task-lapsed',
    payload: { taskId: task.id, stepId: task.stepId, addressee: task.addressee, successor },
  });
  if (successor && !dossier.stepOf(task).addressees.includes(successor))
    readdress(dossier, task, { addressee: successor, reason: 'power-ended' });
  else dossier.lookForHolders();
  return moved;
}

/** T9: every file of the task is signed, and each signature verified. */
export function countSignature(
  dossier: Dossier,
  task: TaskPart,
  authority: Authority,
  made: { readonly batchId: string | null; readonly valueAt: string | null },
): Result<TaskPart> {
  const moved = dossier.moveTask(task, 'sign', {
    actedBy: authority.personId,
    power: authority,
    capacity: authority.capacity,
  });
  if (!moved.ok) return moved;
  dossier.note({
    type: 'signing-request.signature-made',
    payload: { taskId: task.id, ...made },
    authority,
  });
  dossier.count(dossier.stepOf(task));
  return moved;
}

/** The clocks go on from where they stood: what was left of each deadline is left still. */
function resume(dossier: Dossier): void {
  const { request, around } = dossier;
  const stood = request.suspendedAt ? around.now.getTime() - request.suspendedAt.getTime() : 0;
  const later = (instant: Date | null): Date | null => instant && new Date(instant.getTime() + stood);
  Object.assign(request, { question: null, suspendedAt: null, expiresAt: later(request.expiresAt) });
  for (const step of dossier.steps) {
    if (step.state !== 'OPEN' || !step.dueAt) continue;
    step.dueAt = later(step.dueAt);
    dossier.changedSteps.add(step);
  }
  for (const task of dossier.openTasks()) {
    if (!task.dueAt) continue;
    Object.assign(task, { dueAt: later(task.dueAt), version: task.version + 1 });
    dossier.changedTasks.add(task);
  }
  settleAutomaticSteps(dossier);
}

function leaveRoute(dossier: Dossier, reason: string | null, why: string): void {
  Object.assign(dossier.request, { returnReason: reason, question: null, suspendedAt: null });
  dossier.close(why);
}
