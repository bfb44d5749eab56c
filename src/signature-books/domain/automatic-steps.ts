import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { Dossier } from './dossier';
import type { NumberPart, StepOutcome, StepPart } from './dossier-parts';
import { PROTOCOL, registersOf } from './registers-wanted';
import { isAutomatic } from './step-kinds';

/** What the system has made of its step is kept; the route goes on at once, or when the question that stands is answered. */
export function finishAutomaticStep(dossier: Dossier, step: StepPart, outcome: StepOutcome): Result<true> {
  if (step.state !== 'OPEN' || step.outcome !== null) return refuse(dossier.notNow());
  step.outcome = outcome;
  dossier.changedSteps.add(step);
  dossier.unblock();
  dossier.note({
    type: 'signing-request.automatic-step-done',
    payload: { stepId: step.id, kind: step.kind, ...outcome },
  });
  settleAutomaticSteps(dossier);
  return accept(true);
}

export function settleAutomaticSteps(dossier: Dossier): void {
  if (!dossier.isInRoute) return;
  const made = dossier.steps.filter(
    (step) => step.state === 'OPEN' && isAutomatic(step.kind) && step.outcome !== null,
  );
  for (const step of made) dossier.moveStep(step, 'satisfy');
  if (made.length > 0) dossier.advance();
}

interface Committed {
  readonly id: string;
  readonly number: string;
  readonly registeredOn: string;
}

/**
 * T27, T26b, T28: a number that the register has committed reaches its request, once. One that comes when the act has left
 * the route meanwhile stays the entry of what was numbered, and stands on the records manager's list.
 */
export function takeNumber(dossier: Dossier, asked: NumberPart, committed: Committed): Result<true> {
  if (asked.registrationId) return refuse(dossier.notNow());
  const { id: registrationId, number, registeredOn } = committed;
  Object.assign(asked, { registrationId, number, registeredOn });
  dossier.changedNumbers.add(asked);
  // The last number of an act has an entry of its own: it is registered.
  if (asked.stepId !== null || registersOf(dossier.request).length > 1)
    dossier.note({
      type: 'signing-request.numbered',
      payload: { registrationId, number, registeredOn, register: asked.register },
    });
  const step = dossier.steps.find((own) => own.id === asked.stepId);
  const waits = asked.stepId === null ? waitsForNumber(dossier.request) : step?.state === 'OPEN';
  if (asked.revision !== dossier.request.revision || !waits) {
    dossier.leaveNumber(asked, 'late');
    return accept(true);
  }
  bear(dossier, asked);
  dossier.unblock();
  // Printed in the act, it waits for the signature that bears it.
  if (step && !isAutomatic(step.kind)) return accept(true);
  if (step) return finishAutomaticStep(dossier, step, { registrationId, number, registeredOn });
  // An act that waits for a number of another register still is not registered by a repeated one of this.
  if (asked.againOf && dossier.request.state !== 'SIGNED') return registerAgain(dossier);
  dossier.registerWhenNumbered();
  return accept(true);
}

/** T28: annulment is a state of the registration; the request shows it until somebody says what follows. */
export function showAnnulled(dossier: Dossier, registrationId: string): Result<true> {
  const annulled = dossier.numbers.find((own) => own.registrationId === registrationId);
  if (!annulled || annulled.annulledAt) return refuse(dossier.notNow());
  annulled.annulledAt = dossier.around.now;
  dossier.changedNumbers.add(annulled);
  if (dossier.request.registrationId === registrationId)
    Object.assign(dossier.request, { annulledAt: dossier.around.now, annulmentClosedAt: null });
  dossier.note({
    type: 'signing-request.registration-annulled',
    payload: { registrationId, number: annulled.number },
  });
  return accept(true);
}

/** Out of its route and not taken back: a number that comes now, the first or a repeated one, is this act's. */
export function waitsForNumber({ state }: { readonly state: string }): boolean {
  return ['SIGNED', 'REGISTERED', 'DELIVERED', 'ARCHIVED'].includes(state);
}

function registerAgain(dossier: Dossier): Result<true> {
  const { registrationId, registrationNumber: number, registeredOn, requesterId } = dossier.request;
  dossier.request.edition += 1;
  return dossier.moveRequest('register-again', {
    type: 'signing-request.registered',
    payload: { registrationId, number, registeredOn, requesterId },
  });
}

/** The protocol's number stands for the act before any other; a later one takes the place of one that is annulled. */
function bear({ request }: Dossier, taken: NumberPart): void {
  const isFirst = request.registrationId === null || request.annulledAt !== null;
  if (!isFirst && taken.register !== PROTOCOL) return;
  // A copy or package without this number may exist: what follows is made anew.
  if (request.numberWanted && !taken.againOf) request.edition += 1;
  Object.assign(request, {
    registrationId: taken.registrationId,
    registrationNumber: taken.number,
    registeredOn: taken.registeredOn,
    annulledAt: null,
    annulmentClosedAt: null,
    ...(taken.register === PROTOCOL && { withProtocol: true }),
  });
}
