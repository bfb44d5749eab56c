import { canonicalHash, utcMicroseconds } from '@libro-firma/kernel';

export const BLOCK_FORM = 'journal-block/1';

/** The first block of a body follows 32 zero bytes. */
export const NO_BLOCK_BEFORE = Buffer.alloc(32);

/** A seal over entries of one body's journal; binds them to all blocks before it. */
export interface JournalBlock {
  readonly bodyId: string;
  /** From 1 on, without gaps, in each body. */
  readonly number: number;
  readonly entryCount: number;
  readonly firstEntryId: string | null;
  readonly lastEntryId: string | null;
  readonly merkleRoot: Buffer;
  readonly previousHash: Buffer;
  readonly sealedAt: Date;
}

export function blockHash(block: JournalBlock): Buffer {
  return canonicalHash({
    v: BLOCK_FORM,
    body: block.bodyId,
    number: block.number,
    count: block.entryCount,
    first: block.firstEntryId,
    last: block.lastEntryId,
    root: block.merkleRoot.toString('hex'),
    previous: block.previousHash.toString('hex'),
    sealedAt: utcMicroseconds(block.sealedAt),
  });
}
