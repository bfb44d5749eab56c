import { accept, refuse, type Result } from '@libro-firma/kernel';
import { registerStartRefusals } from './register-start.refusals';

/** What there is of a register before its first own number. */
export interface RegisterStart {
  readonly isLoading: boolean;
  /** The last number that another system has given this year; null where it gave none. */
  readonly highestImported: number | null;
  /** What an act has opened the register of this year with; null without one. */
  readonly firstNumber: number | null;
}

/** The first number of the register, or why it may have none yet: none is ever given a second time. */
export function startOf({ isLoading, highestImported, firstNumber }: RegisterStart): Result<number> {
  if (isLoading) return refuse(registerStartRefusals.IMPORT_RUNNING());
  if (highestImported !== null && (firstNumber ?? 1) <= highestImported)
    return refuse(registerStartRefusals.REGISTER_NOT_OPENED());
  return accept(firstNumber ?? 1);
}
