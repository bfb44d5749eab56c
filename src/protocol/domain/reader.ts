/** Who asks to see entries of the register, by what right. */
export interface Reader {
  readonly personId: string | null;
  readonly roles: readonly string[];
  /** Where the reader works, in whatever role. */
  readonly officeIds: readonly string[];
  /** Of these, the ones that the reader heads. */
  readonly headedOfficeIds: readonly string[];
}

/** What decides who may open an entry. */
export interface Guarded {
  /** Offices that registered it or have it assigned, and persons who have it assigned. */
  readonly offices: readonly string[];
  /** Persons and offices that may open a reserved entry; null when it is not reserved. */
  readonly readers: readonly string[] | null;
}

const MANAGERS = ['records-manager', 'records-manager-vicar'];
const OPERATORS = [...MANAGERS, 'protocol-operator', 'auditor'];

/** True for whoever keeps the register or audits it: the one who sees its sequence, also where an entry is reserved. */
export function seesSequence({ roles }: Pick<Reader, 'roles'>): boolean {
  return roles.some((role) => OPERATORS.includes(role));
}

export function isManager({ roles }: Pick<Reader, 'roles'>): boolean {
  return roles.some((role) => MANAGERS.includes(role));
}

/** True where nothing is reserved, or the reader is on the list. */
export function isOnList(reader: Reader, readers: readonly string[] | null): boolean {
  if (readers === null || isManager(reader)) return true;
  return readers.some((id) => reader.officeIds.includes(id) || id === reader.personId);
}

/**
 * True when `reader` may open the entry: the records manager all of them, operators and auditors what is not reserved or
 * names them, the head of an office what is of that office, a person what is assigned to that person. The function of the
 * database that searches says the same.
 */
export function mayOpen(reader: Reader, { offices, readers }: Guarded): boolean {
  if (isManager(reader)) return true;
  if (!isOnList(reader, readers)) return false;
  return (
    seesSequence(reader) ||
    offices.some((id) => reader.headedOfficeIds.includes(id) || id === reader.personId)
  );
}

/** What decides who may open a case file. */
export interface GuardedCaseFile {
  readonly officeId: string | null;
  readonly responsibleId: string | null;
  readonly readers: readonly string[] | null;
}

/** A case file is open to its office, to who answers for it and to the register’s operators; a reserved one to its list. */
export function mayOpenCaseFile(reader: Reader, file: GuardedCaseFile): boolean {
  if (!isOnList(reader, file.readers)) return false;
  return (
    seesSequence(reader) ||
    file.officeId === null ||
    reader.officeIds.includes(file.officeId) ||
    (file.responsibleId !== null && file.responsibleId === reader.personId)
  );
}
