import { covers, type Reach } from '../../../organisation';
import type { Actor } from '../../../platform/identity';
import { waitsForNumber } from '../../domain/automatic-steps';
import { registersOf } from '../../domain/registers-wanted';
import type { RequestActionName } from '../../domain/request-actions';
import { isAutomatic } from '../../domain/step-kinds';
import type { TaskRow } from '../../infrastructure/request.rows';
import type { RequestDetails } from './request-detail';

const ACTION_OF_KIND = {
  ENDORSE: 'endorse',
  OPINION: 'give-opinion',
  READ: 'confirm-reading',
  SIGN: 'sign',
} as const;
const CLERKS = ['protocol-operator', 'records-manager', 'records-manager-vicar'];

/** What a person may do with a request now. The use cases judge again: this only decides which buttons are there. */
export function actionsOf(actor: Actor, details: RequestDetails): RequestActionName[] {
  return [
    ...ofDrafter(actor, details),
    ...ofQuestion(actor, details),
    ...ofHolder(actor, details),
    ...ofSigner(actor, details),
    ...ofClerk(actor, details),
  ].filter((action, index, all) => all.indexOf(action) === index);
}

/** The open task that reaches the person, his own before those of others. */
export function myTaskIn(actor: Actor, { steps, row }: RequestDetails): TaskRow | null {
  const { documentTypeId, amount } = row;
  const open = steps.flatMap((step) => step.tasks).filter((task) => task.doneAt === null);
  const desks = actor.desks as readonly Reach[];
  for (const desk of desks) {
    const found = open.find((task) =>
      covers(desk, { key: task.addressee, kind: task.kind, documentTypeId, amount }),
    );
    if (found) return found;
  }
  return null;
}

function ofDrafter(actor: Actor, details: RequestDetails): RequestActionName[] {
  const { row } = details;
  const isHead = actor.roles.includes('office-head') && actor.officeIds.includes(row.officeId);
  const isUnderWay = row.state === 'IN_ROUTE' || row.state === 'SUSPENDED';
  const keeps = actor.roles.includes('records-manager') && actor.aooId === row.aooId;
  const isBack = ['RETURNED', 'RECALLED', 'EXPIRED'].includes(row.state);
  if (row.requesterId !== actor.personId)
    return [
      ...(isHead && isUnderWay ? (['recall', 'extend', 'transfer'] as const) : []),
      ...(keeps && (isBack || row.state === 'DRAFT') ? (['cancel'] as const) : []),
    ];
  if (row.state === 'DRAFT') return ['start', 'cancel'];
  if (isBack) return ['revise', 'cancel'];
  if (row.state === 'CHECKING') return ['recall'];
  return isUnderWay ? ['recall', 'extend', 'transfer', ...ofHeldStep(details)] : [];
}

function ofQuestion({ personId }: Actor, { row }: RequestDetails): RequestActionName[] {
  if (row.state !== 'SUSPENDED' || !row.question) return [];
  return [
    ...(row.question.addresseeId === personId ? (['answer'] as const) : []),
    ...(row.question.askerId === personId ? (['withdraw-question'] as const) : []),
  ];
}

function ofHolder(actor: Actor, details: RequestDetails): RequestActionName[] {
  const task = myTaskIn(actor, details);
  const { state } = details.row;
  if (!task || task.state === 'SIGNING') return [];
  if (task.state === 'DECIDED') return task.actedBy === actor.personId ? ['take-back'] : [];
  if (state === 'SUSPENDED') return ['return'];
  return state === 'IN_ROUTE' ? [ACTION_OF_KIND[task.kind], 'return', 'ask', 'decline'] : [];
}

/** T21, T21a: whoever signed may order that the act be taken back, until a number is asked for. */
function ofSigner({ personId }: Actor, { row, steps, waiting }: RequestDetails): RequestActionName[] {
  const isWaiting = waiting.some((signature) => signature.personId === personId);
  const hasSigned = steps
    .flatMap((step) => step.tasks)
    .some((task) => task.kind === 'SIGN' && task.state === 'DONE' && task.actedBy === personId);
  const isOpen =
    ['IN_ROUTE', 'SUSPENDED'].includes(row.state) || (row.state === 'SIGNED' && !row.numberingAsked);
  return (hasSigned || isWaiting) && isOpen ? ['recall'] : [];
}

/** T33: an automatic step that was refused is tried again when its cause is gone. */
function ofHeldStep({ row, steps }: RequestDetails): RequestActionName[] {
  const isHeld = steps.some(
    (step) => step.state === 'OPEN' && isAutomatic(step.kind) && step.outcome === null,
  );
  return isHeld && row.blockedCode !== null ? ['retry-step'] : [];
}

/** T28, T29a */
function afterNumber({ row }: RequestDetails): RequestActionName[] {
  if (row.annulledAt && !row.annulmentClosedAt)
    return waitsForNumber(row) ? ['register-again', 'close-annulment'] : ['close-annulment'];
  if (row.annulledAt) return [];
  return row.state === 'REGISTERED' ? ['record-delivery'] : [];
}

function ofClerk(actor: Actor, details: RequestDetails): RequestActionName[] {
  const { row } = details;
  if (!actor.roles.some((role) => CLERKS.includes(role)) || actor.aooId !== row.aooId) return [];
  const isFree = !row.registrationId && !row.numberingAsked;
  const actions: RequestActionName[] = [];
  if (row.state === 'SIGNED' && isFree) {
    if (registersOf(row).length > 0) actions.push('correct-registration');
    if (row.blockedCode) actions.push('retry-number');
    actions.push('send-back');
  }
  if (['SIGNED', 'ARCHIVED'].includes(row.state) && isFree && registersOf(row).length === 0)
    actions.push('register');
  actions.push(...afterNumber(details), ...ofHeldStep(details));
  const decides = actor.roles.some((role) => role.startsWith('records-manager'));
  if (decides && details.waiting.length > 0) actions.push('accept-signatures', 'refuse-signatures');
  if (decides && row.blockedCode === 'PACKAGE_WITHHELD') actions.push('accept-verdict');
  return actions;
}
