import type { Refusal } from '@libro-firma/kernel';
import type { Dossier } from './dossier';
import type { NumberPart, StepPart } from './dossier-parts';
import { signatureBooksRefusals as refusals } from './signature-books.refusals';
import type { NumberPlace, TypePolicy } from './type-policy';

/** Order B: the place of the number in the act; null where the act is numbered after it is signed. */
export function placeOfNumber({ order, numberPlace }: TypePolicy): NumberPlace | null {
  return order === 'B' ? (numberPlace ?? null) : null;
}

type Planned = Pick<StepPart, 'kind' | 'stage' | 'minimum' | 'addressees'>;

/** The steps of the last signature: with a number in the act there is one, of one addressee. */
export function lastSignatures<Step extends Pick<StepPart, 'kind' | 'stage'>>(
  steps: readonly Step[],
): Step[] {
  const signs = steps.filter((step) => step.kind === 'SIGN');
  const last = Math.max(...signs.map((step) => step.stage));
  return signs.filter((step) => step.stage === last);
}

/** Why an act along this route could not bear its number; null when it can, or does not. */
export function faultOfNumberInAct(
  policy: TypePolicy,
  steps: readonly Planned[],
  filesToSign: number,
): Refusal | null {
  if (!placeOfNumber(policy)) return null;
  const last = lastSignatures(steps);
  if (last.length !== 1 || last[0]?.addressees.length !== 1) return refusals.NUMBER_IN_ACT_ONE_LAST_SIGNER();
  if (steps.some((step) => step.kind === 'NUMBER')) return refusals.NUMBERED_TWICE();
  return filesToSign === 1 ? null : refusals.NUMBER_IN_ACT_ONE_FILE();
}

/** Whether the signature of this step prints the number. */
export function takesNumber({ request, steps }: Dossier, stepId: string): boolean {
  return placeOfNumber(request.policy) !== null && lastSignatures(steps).some((step) => step.id === stepId);
}

/**
 * Numbers that were taken for the act and not signed: those of a day that is over, or of another preparation. They stand
 * in their register; a person annuls them.
 */
export function leaveUnsigned(dossier: Dossier, numbers: readonly NumberPart[]): void {
  const { request } = dossier;
  for (const left of numbers) {
    dossier.leaveNumber(left, 'not-signed');
    if (request.registrationId === left.registrationId)
      Object.assign(request, { registrationId: null, registrationNumber: null, registeredOn: null });
  }
}
