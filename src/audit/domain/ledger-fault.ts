export const LEDGER_FAULTS = {
  ENTRY_CHANGED: 'the row is not the one that was written: its hash does not fit its content',
  ENTRY_MISSING_BEFORE: 'a row before it in its stream is gone',
  CHAIN_BROKEN: 'it does not follow the row before it in its stream',
  SEALED_ENTRY_MISSING: 'it was sealed and is gone',
  SEALED_ENTRY_CHANGED: 'it is not what was sealed',
  NOT_SEALED: 'it should have been sealed long ago',
  BLOCK_CHANGED: 'the block is not the one that was written: its hash does not fit its content',
  BLOCK_MISSING_BEFORE: 'a block before it is gone',
  BLOCK_CHAIN_BROKEN: 'it does not follow the block before it',
  BLOCK_INCOMPLETE: 'the list of its entries is not the one that was sealed',
  REGISTER: 'the register does not hold',
} as const;

/** One thing that is wrong, with the row that shows it. */
export interface LedgerFault {
  readonly kind: keyof typeof LEDGER_FAULTS;
  /** Table and key of the row, and where it stands. */
  readonly row: string;
  readonly detail?: string;
}

export function faultText({ kind, row, detail }: LedgerFault): string {
  return `${kind} ${row}: ${LEDGER_FAULTS[kind]}${detail ? ` (${detail})` : ''}`;
}
