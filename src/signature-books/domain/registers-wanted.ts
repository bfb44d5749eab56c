import type { NumberPart, RequestPart } from './dossier-parts';

export const PROTOCOL = 'PROTOCOL';

type Wanting = Pick<RequestPart, 'policy' | 'withProtocol' | 'numberWanted' | 'revision'>;

/** The registers in which the act is to bear a number, as its type said when it started: `PROTOCOL`, ids of repertories. */
export function registersOf({ policy, withProtocol, numberWanted }: Wanting): readonly string[] {
  if (policy.registers.length > 0) return policy.registers;
  return withProtocol || numberWanted ? [PROTOCOL] : [];
}

/** Numbers that stand for this revision: committed, not annulled, and not left behind. */
export function standingNumbers(request: Wanting, numbers: readonly NumberPart[]): NumberPart[] {
  return numbers.filter(
    (own) =>
      own.revision === request.revision &&
      own.registrationId !== null &&
      own.annulledAt === null &&
      own.leftBecause === null,
  );
}

/** Registers in which the act has no number yet. */
export function registersOwed(request: Wanting, numbers: readonly NumberPart[]): string[] {
  const standing = standingNumbers(request, numbers);
  return registersOf(request).filter((register) => !standing.some((own) => own.register === register));
}
