import type { Dossier } from '../../src/signature-books/domain/dossier';
import { registersOwed } from '../../src/signature-books/domain/registers-wanted';
import {
  requestStates,
  RESTING_STATES,
  SIGNED_STATES,
} from '../../src/signature-books/domain/request.states';
import { stepStates, taskStates } from '../../src/signature-books/domain/route.states';
import { isAutomatic } from '../../src/signature-books/domain/step-kinds';

/** jest's own matchers cost more than the rules that are tried here. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

export function same(left: unknown, right: unknown): void {
  const [one, other] = [JSON.stringify(left), JSON.stringify(right)];
  if (one !== other) throw new Error(`${one} is not ${other}`);
}

/** What must hold after whatever was done; `committed` numbers were given by registers. */
export function checkRules(dossier: Dossier, committed: number): void {
  const { request, steps, tasks } = dossier;
  const open = dossier.openTasks();
  const isUnderWay = request.state === 'IN_ROUTE' || request.state === 'SUSPENDED';
  if (!isUnderWay)
    must(open.length + steps.filter((own) => own.state === 'OPEN').length === 0, 'open outside the route');
  for (const task of open) same(dossier.stepOf(task).state, 'OPEN');
  for (const task of tasks) same(task.doneAt !== null, taskStates.isFinal(task.state));
  for (const task of tasks) same(task.undoUntil !== null, task.state === 'DECIDED');
  // Two leases of one task cannot be: it has one holder. Only a held task has one that counts.
  for (const task of open) if (task.state === 'HELD') must(task.leaseHolderId !== null, 'held by nobody');
  checkNumbers(dossier, committed);
  same(request.question !== null, request.state === 'SUSPENDED');
  if ((SIGNED_STATES as readonly string[]).includes(request.state))
    for (const own of steps) same(stepStates.isFinal(own.state) && own.state !== 'CLOSED', true);
  checkOrder(dossier);
  checkWayOut(dossier);
}

/**
 * Registered or later, the act bears a number of each of its registers, unless a person annulled it; and no number that
 * was committed is without its request, as one that stands, is annulled, or was left.
 */
function checkNumbers({ request, numbers }: Dossier, count: number): void {
  const committed = numbers.filter((own) => own.registrationId !== null);
  same(committed.length, count);
  same(new Set(committed.map((own) => own.registrationId)).size, committed.length);
  for (const own of committed)
    must(own.revision === request.revision || own.leftBecause !== null, 'a number without its act');
  if (!['REGISTERED', 'DELIVERED', 'ARCHIVED'].includes(request.state)) return;
  for (const register of registersOwed(request, numbers))
    must(
      numbers.some((own) => own.register === register && own.annulledAt !== null),
      'registered without a number',
    );
  must(request.registrationId !== null, 'registered without a registration');
}

/** No step is open while one of an earlier stage is not finished; a satisfied one has what it asked for. */
function checkOrder({ steps, tasks }: Dossier): void {
  for (const own of steps) {
    if (own.state === 'WAITING' || own.state === 'CLOSED') continue;
    for (const earlier of steps.filter((other) => other.stage < own.stage))
      must(['SATISFIED', 'SKIPPED'].includes(earlier.state), 'out of order');
    const done = tasks.filter((task) => task.stepId === own.id && task.state === 'DONE');
    const mandatory = own.mandatory.every((key) => done.some((task) => task.addressee === key));
    if (own.state === 'SATISFIED') must(done.length >= own.minimum && mandatory, 'satisfied too early');
  }
}

/** From every state that is not final a person leads out: by his task, his question, or as drafter or clerk. */
function checkWayOut(dossier: Dossier): void {
  const { request } = dossier;
  if (RESTING_STATES.includes(request.state)) return;
  const byPeople = [
    'start',
    'revise',
    'cancel',
    'recall',
    'answer',
    'withdraw-question',
    'return',
    'withdraw-from-checks',
    'recall-signed',
    'send-back',
    'register',
    'archive',
  ];
  same(
    requestStates.actionsFrom(request.state).some((action) => byPeople.includes(action)),
    true,
  );
  if (request.state !== 'IN_ROUTE') return;
  // In the route somebody is asked, or it stands as blocked on the desk of who addresses it anew.
  const isAsked = dossier.openTasks().length > 0;
  // What the system owes is performed, or held with a code and tried again by a person; its drafter recalls it.
  const isPerforming = dossier.steps.some((own) => own.state === 'OPEN' && isAutomatic(own.kind));
  same(isAsked || isPerforming || request.blockedCode === 'NO_HOLDER', true);
}
