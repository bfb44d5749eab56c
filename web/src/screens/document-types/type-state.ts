import type { TypeList } from '../../api/types';

export type Policy = TypeList['items'][number]['policy'];

export interface DocumentType {
  /** Absent in a type that is being added. */
  readonly id?: string;
  readonly code: string;
  readonly name: string;
  readonly policy: Policy;
}

export const PLAIN_TYPE: DocumentType = {
  code: '',
  name: '',
  policy: {
    registers: [],
    fourEyes: 'drafter-may-sign',
    mustRead: false,
    deadline: 'soft',
    stepHours: null,
    unansweredReturns: false,
    keepsEndorsements: false,
  },
};

/** At the foot of the last page, on the left: where an Italian act is signed most often. */
export const USUAL_PLACE = { page: -1, x: 40, y: 40, width: 240, height: 60 };

/** A number in the act asks for one register and for its place; then no more is missing than name and code. */
export function isWhole({ id, code, name, policy }: DocumentType): boolean {
  const isPrinted = policy.order === 'B';
  return (
    (id !== undefined || code.trim() !== '') &&
    name.trim().length >= 3 &&
    (!isPrinted || (policy.registers.length === 1 && Boolean(policy.numberPlace)))
  );
}
