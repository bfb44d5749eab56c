import { accept, refuse, type Refusal, type Result } from '@libro-firma/kernel';
import type { Dossier } from './dossier';
import type { Authority, Confirmation, Decision, OpinionOutcome, TaskPart } from './dossier-parts';
import { deniesCoverage } from './opinions';
import { IDLE_TASK_STATES, type TaskAction } from './route.states';
import { signatureBooksRefusals as refusals } from './signature-books.refusals';

export type Mark = 'SIGN' | 'RETURN' | 'QUESTION' | 'NOT_MINE';

export interface Deciding {
  readonly authority: Authority;
  /** Milliseconds in which it may be taken back; 0: it stands at once. */
  readonly graceMs: number;
  readonly note: string | null;
}

const LEASE_MS = 15 * 60_000;
const EVENT_OF: Readonly<Record<Decision['action'], string>> = {
  ENDORSE: 'signing-request.endorsed',
  OPINION: 'signing-request.opinion-given',
  READ: 'signing-request.read',
  RETURN: 'signing-request.returned',
};

/** Why nobody may act on this task now, whoever he is; null when it is free. */
export function obstacleTo(dossier: Dossier, task: TaskPart, personId: string): Refusal | null {
  if (!dossier.isInRoute) return dossier.notNow();
  if (!(IDLE_TASK_STATES as readonly string[]).includes(task.state))
    return refusals.NOT_ALLOWED_NOW({ state: task.state });
  const isLeased = task.leaseUntil !== null && task.leaseUntil > dossier.around.now;
  if (isLeased && task.leaseHolderId !== personId) return refusals.HELD_BY_A_COLLEAGUE();
  return dossier.pendingReturn() ? refusals.BEING_RETURNED() : null;
}

/** T6, T7: visto, parere or reading. */
export function decide(
  dossier: Dossier,
  task: TaskPart,
  deciding: Deciding & {
    readonly sha256: string;
    readonly confirmation?: Confirmation;
    readonly opinion?: { readonly outcome: OpinionOutcome; readonly reasons: string };
  },
): Result<TaskPart> {
  const obstacle = obstacleTo(dossier, task, deciding.authority.personId);
  if (obstacle) return refuse(obstacle);
  if (task.kind === 'SIGN') return refuse(refusals.NOT_ALLOWED_NOW({ state: task.state }));
  const { level } = dossier.stepOf(task);
  if (level === 'DIGITAL') return refuse(refusals.STRONGER_SIGNATURE_NEEDED());
  if (level === 'SECOND_FACTOR' && !deciding.confirmation) return refuse(refusals.CODE_NEEDED_HERE());
  if (task.kind === 'OPINION' && !deciding.opinion) return refuse(refusals.OUTCOME_NEEDED());
  if (task.kind !== 'OPINION' && deciding.opinion) return refuse(dossier.notNow());
  return begin(dossier, task, deciding, {
    action: task.kind,
    by: deciding.authority.personId,
    note: deciding.opinion?.reasons ?? deciding.note,
    sha256: deciding.sha256,
    ...(deciding.opinion && { outcome: deciding.opinion.outcome }),
    ...(deciding.confirmation && { confirmation: deciding.confirmation }),
    undoUntil: null,
  });
}

/** T15. Allowed while a question stands; never to one who has signed this revision. */
export function returnRequest(
  dossier: Dossier,
  task: TaskPart,
  deciding: Deciding & { readonly reasonCode: string | null },
): Result<TaskPart> {
  const { personId } = deciding.authority;
  const obstacle = dossier.request.state === 'SUSPENDED' ? null : obstacleTo(dossier, task, personId);
  if (obstacle) return refuse(obstacle);
  if (
    dossier.tasks.some(
      (other) => other.kind === 'SIGN' && other.state === 'DONE' && other.actedBy === personId,
    )
  )
    return refuse(refusals.SIGNER_RETURNS_NOT());
  return begin(dossier, task, deciding, {
    action: 'RETURN',
    by: personId,
    note: deciding.note,
    reasonCode: deciding.reasonCode,
    undoUntil: null,
  });
}

/** T32: what was decided is open again; the journal keeps both. */
export function takeBack(dossier: Dossier, task: TaskPart, personId: string): Result<TaskPart> {
  const { decision } = task;
  if (task.state !== 'DECIDED' || decision?.by !== personId) return refuse(refusals.TOO_LATE_TO_TAKE_BACK());
  if (!decision.undoUntil || new Date(decision.undoUntil) <= dossier.around.now)
    return refuse(refusals.TOO_LATE_TO_TAKE_BACK());
  const moved = dossier.moveTask(task, 'take-back', {
    decision: null,
    undoUntil: null,
    actedBy: null,
    power: null,
    capacity: null,
    note: null,
  });
  dossier.note({
    type: 'signing-request.decision-taken-back',
    payload: { taskId: task.id, decision: decision.action },
  });
  return moved;
}

/** Concludes the decisions whose window is over; the earliest first. */
export function settleDecisions(dossier: Dossier): void {
  const { now } = dossier.around;
  const due = dossier.tasks
    .filter((task) => task.state === 'DECIDED' && task.undoUntil !== null && task.undoUntil <= now)
    .sort((left, right) => (left.undoUntil?.getTime() ?? 0) - (right.undoUntil?.getTime() ?? 0));
  for (const task of due) {
    // While a question stands nothing goes on, except that the act may leave the route.
    const mayConclude = dossier.isInRoute || task.decision?.action === 'RETURN';
    if (task.state === 'DECIDED' && mayConclude) conclude(dossier, task);
  }
}

/** T16: the step is addressed anew by the drafter or an office head; others of the step are not concerned. */
export function decline(
  dossier: Dossier,
  task: TaskPart,
  authority: Authority,
  reason: string,
): Result<TaskPart> {
  const obstacle = obstacleTo(dossier, task, authority.personId);
  if (obstacle) return refuse(obstacle);
  const moved = dossier.moveTask(task, 'decline', { note: reason, actedBy: authority.personId });
  if (!moved.ok) return moved;
  dossier.note({
    type: 'signing-request.declined',
    payload: { taskId: task.id, stepId: task.stepId, reason, requesterId: dossier.request.requesterId },
    authority,
  });
  dossier.lookForHolders();
  return moved;
}

/** T17: the old task is withdrawn, the new one begins in its place with the same due time. */
export function transfer(
  dossier: Dossier,
  task: TaskPart,
  to: { readonly addressee: string; readonly reason: string; readonly byId: string },
): Result<TaskPart> {
  const obstacle = obstacleTo(dossier, task, to.byId);
  if (obstacle && obstacle.code !== refusals.HELD_BY_A_COLLEAGUE.code) return refuse(obstacle);
  const step = dossier.stepOf(task);
  if (step.addressees.includes(to.addressee)) return refuse(refusals.ADDRESSED_ALREADY());
  const moved = dossier.moveTask(task, 'withdraw', { note: to.reason });
  if (!moved.ok) return moved;
  readdress(dossier, task, to);
  return moved;
}

/** T16, T25: a task that was declined or has lapsed is given to somebody else. */
export function addressAnew(
  dossier: Dossier,
  task: TaskPart,
  to: { readonly addressee: string; readonly reason: string },
): Result<TaskPart> {
  const isOver = task.state === 'DECLINED_NOT_MINE' || task.state === 'LAPSED';
  const step = dossier.stepOf(task);
  if (!isOver || step.state !== 'OPEN' || !dossier.isInRoute) return refuse(dossier.notNow());
  if (!step.addressees.includes(task.addressee)) return refuse(refusals.ADDRESSED_ALREADY());
  if (step.addressees.includes(to.addressee)) return refuse(refusals.ADDRESSED_ALREADY());
  return accept(readdress(dossier, task, to));
}

/** T4 */
export function claim(dossier: Dossier, task: TaskPart, personId: string): Result<TaskPart> {
  const obstacle = obstacleTo(dossier, task, personId);
  if (obstacle) return refuse(obstacle);
  const lease = {
    leaseUntil: new Date(dossier.around.now.getTime() + LEASE_MS),
    leaseHolderId: personId,
  };
  if (task.state === 'HELD') {
    Object.assign(task, lease, { version: task.version + 1 });
    dossier.changedTasks.add(task);
    return accept(task);
  }
  return dossier.moveTask(task, 'claim', lease);
}

export function release(dossier: Dossier, task: TaskPart, personId: string): Result<TaskPart> {
  if (task.leaseHolderId !== personId) return refuse(refusals.HELD_BY_A_COLLEAGUE());
  return dossier.moveTask(task, 'release', { leaseUntil: null, leaseHolderId: null });
}

const MARKS: Readonly<Record<Mark, TaskAction>> = {
  SIGN: 'mark-sign',
  RETURN: 'mark-return',
  QUESTION: 'mark-question',
  NOT_MINE: 'mark-not-mine',
};

/** T5: none in law; a mark that is there already is left as it is, with the words given now. */
export function markTask(
  dossier: Dossier,
  task: TaskPart,
  mark: Mark | null,
  note: string | null,
): Result<TaskPart> {
  const wanted = mark === null ? 'PENDING' : `MARKED_${mark}`;
  if (mark === 'SIGN' && task.kind !== 'SIGN') return refuse(refusals.NOTHING_TO_SIGN_HERE());
  if (task.state === wanted) {
    Object.assign(task, { note, version: task.version + 1 });
    dossier.changedTasks.add(task);
    return accept(task);
  }
  return dossier.moveTask(task, mark === null ? 'unmark' : MARKS[mark], { note });
}

/** Puts somebody else in the place of an addressee, in the route as in its tasks. */
export function readdress(
  dossier: Dossier,
  task: TaskPart,
  to: { readonly addressee: string; readonly reason: string },
): TaskPart {
  const step = dossier.stepOf(task);
  const swap = (key: string): string => (key === task.addressee ? to.addressee : key);
  step.addressees = step.addressees.map(swap);
  step.mandatory = step.mandatory.map(swap);
  dossier.changedSteps.add(step);
  const next = dossier.addTask(step, to.addressee);
  dossier.note({
    type: 'signing-request.readdressed',
    payload: {
      stepId: step.id,
      kind: step.kind,
      from: task.addressee,
      addressees: [to.addressee],
      reason: to.reason,
      urgent: task.urgent,
    },
  });
  dossier.lookForHolders();
  return next;
}

function begin(dossier: Dossier, task: TaskPart, deciding: Deciding, decision: Decision): Result<TaskPart> {
  const { authority, graceMs, note } = deciding;
  const acted = {
    actedBy: authority.personId,
    power: authority,
    capacity: authority.capacity,
    note: note ?? decision.note,
    decision,
  };
  if (graceMs <= 0) {
    Object.assign(task, acted);
    return conclude(dossier, task);
  }
  const undoUntil = new Date(dossier.around.now.getTime() + graceMs);
  const moved = dossier.moveTask(task, 'decide', {
    ...acted,
    undoUntil,
    decision: { ...decision, undoUntil: undoUntil.toISOString() },
  });
  if (moved.ok)
    dossier.note({
      type: 'signing-request.decided',
      payload: { taskId: task.id, decision: decision.action, undoUntil: undoUntil.toISOString() },
      authority,
    });
  return moved;
}

function conclude(dossier: Dossier, task: TaskPart): Result<TaskPart> {
  const { decision, power } = task;
  if (!decision || !power) throw new Error(`task ${task.id} has no decision to conclude`);
  const moved = dossier.moveTask(task, 'conclude', { undoUntil: null });
  if (!moved.ok) return moved;
  const event = {
    type: EVENT_OF[decision.action],
    payload: {
      taskId: task.id,
      stepId: task.stepId,
      note: decision.note,
      reason: decision.action === 'RETURN' ? decision.note : null,
      reasonCode: decision.reasonCode ?? null,
      outcome: decision.outcome ?? null,
      requesterId: dossier.request.requesterId,
    },
    authority: power,
  };
  if (decision.action !== 'RETURN') dossier.note(event);
  if (decision.action !== 'RETURN' && !deniesCoverage(dossier, task)) {
    dossier.count(dossier.stepOf(task));
    return moved;
  }
  const payload = { ...event.payload, reason: decision.note };
  const returned = dossier.moveRequest('return', { ...event, type: EVENT_OF.RETURN, payload });
  if (!returned.ok) return returned;
  Object.assign(dossier.request, { returnReason: decision.note, question: null, suspendedAt: null });
  dossier.close('returned');
  return moved;
}
