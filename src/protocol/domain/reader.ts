/** Who asks to see entries of the register, by what right. */
export interface Reader {
  readonly personId: string | null;
  readonly roles: readonly string[];
  readonly officeIds: readonly string[];
}

/** What decides who may open an entry. */
export interface Guarded {
  /** Offices that registered it or have it assigned. */
  readonly offices: readonly string[];
  /** Persons and offices that may open a reserved entry; null when it is not reserved. */
  readonly readers: readonly string[] | null;
}

const MANAGERS = ['records-manager', 'records-manager-vicar'];
const OPERATORS = [...MANAGERS, 'protocol-operator', 'auditor'];

/** True for whoever keeps the register or audits it: the one who sees its sequence, also where an entry is reserved. */
export function seesSequence({ roles }: Reader): boolean {
  return roles.some((role) => OPERATORS.includes(role));
}

export function isManager({ roles }: Reader): boolean {
  return roles.some((role) => MANAGERS.includes(role));
}

/**
 * True when `reader` may open the entry: the records manager all of them, operators and auditors what is not reserved or
 * names them, the head of an office what is of that office. The function of the database that searches says the same.
 */
export function mayOpen(reader: Reader, { offices, readers }: Guarded): boolean {
  if (isManager(reader)) return true;
  const own = [...reader.officeIds, ...(reader.personId === null ? [] : [reader.personId])];
  if (readers !== null && !readers.some((id) => own.includes(id))) return false;
  return seesSequence(reader) || offices.some((office) => reader.officeIds.includes(office));
}
