import { leafHash, merkleRoot, sha256 } from '@libro-firma/kernel';
import type { EntityManager } from 'typeorm';
import { blockHash, type JournalBlock, NO_BLOCK_BEFORE } from '../domain/journal-block';
import type { LedgerFault } from '../domain/ledger-fault';

/** An entry has to be in a block after this time, whoever was writing. */
const SEALED_WITHIN_SECONDS = 60;
const MOST_NAMED = 100;

interface StoredBlock extends JournalBlock {
  readonly id: string;
  readonly hash: Buffer;
}

interface SealedEntry {
  readonly entryId: string;
  readonly position: number;
  readonly leaf: Buffer;
  readonly salt: Buffer | null;
  readonly hash: Buffer | null;
}

export interface BlocksCheck {
  readonly blocks: number;
  readonly faults: readonly LedgerFault[];
}

/** Computes every block again from the entries as they are now. */
export async function checkBlocks(manager: EntityManager): Promise<BlocksCheck> {
  const faults: LedgerFault[] = [];
  const blocks = await manager.query<StoredBlock[]>(
    `SELECT id, body_id AS "bodyId", number, entry_count AS "entryCount", first_entry_id AS "firstEntryId",
            last_entry_id AS "lastEntryId", merkle_root AS "merkleRoot", previous_hash AS "previousHash", hash,
            sealed_at AS "sealedAt"
       FROM journal_block ORDER BY body_id, number`,
  );
  let last: StoredBlock | null = null;
  for (const block of blocks) {
    const before: StoredBlock | null = last?.bodyId === block.bodyId ? last : null;
    faults.push(
      ...faultsOfBlock(block, before),
      ...faultsOfEntries(block, await entriesOf(manager, block.id)),
    );
    last = block;
  }
  return { blocks: blocks.length, faults };
}

export async function findUnsealed(manager: EntityManager): Promise<LedgerFault[]> {
  const rows = await manager.query<{ id: string; stream: string; stream_id: string; sequence: number }[]>(
    `SELECT id, stream, stream_id, sequence FROM journal_entry entry
      WHERE at < clock_timestamp() - make_interval(secs => $1)
        AND NOT EXISTS (SELECT 1 FROM journal_block_entry sealed WHERE sealed.entry_id = entry.id)
      ORDER BY at LIMIT $2`,
    [SEALED_WITHIN_SECONDS, MOST_NAMED],
  );
  return rows.map(({ id, stream, stream_id, sequence }) => ({
    kind: 'NOT_SEALED',
    row: `journal_entry ${id} (${stream} ${stream_id} #${sequence})`,
  }));
}

function faultsOfBlock(block: StoredBlock, before: StoredBlock | null): LedgerFault[] {
  const row = rowOf(block);
  if (!blockHash(block).equals(block.hash)) return [{ kind: 'BLOCK_CHANGED', row }];
  if (block.number !== (before?.number ?? 0) + 1) return [{ kind: 'BLOCK_MISSING_BEFORE', row }];
  if (!block.previousHash.equals(before?.hash ?? NO_BLOCK_BEFORE))
    return [{ kind: 'BLOCK_CHAIN_BROKEN', row }];
  return [];
}

function faultsOfEntries(block: StoredBlock, entries: readonly SealedEntry[]): LedgerFault[] {
  const root = merkleRoot(
    sha256,
    entries.map((entry) => entry.leaf),
  );
  const isWhole =
    entries.length === block.entryCount &&
    (entries[0]?.entryId ?? null) === block.firstEntryId &&
    (entries.at(-1)?.entryId ?? null) === block.lastEntryId &&
    entries.every((entry, place) => entry.position === place) &&
    root.equals(block.merkleRoot);
  const faults: LedgerFault[] = isWhole ? [] : [{ kind: 'BLOCK_INCOMPLETE', row: rowOf(block) }];
  for (const { entryId, leaf, salt, hash } of entries) {
    const row = `journal_entry ${entryId}`;
    const detail = `in block ${block.number}`;
    if (!salt || !hash) faults.push({ kind: 'SEALED_ENTRY_MISSING', row, detail });
    else if (!leafHash(sha256, salt, hash).equals(leaf))
      faults.push({ kind: 'SEALED_ENTRY_CHANGED', row, detail });
  }
  return faults;
}

function entriesOf(manager: EntityManager, blockId: string): Promise<SealedEntry[]> {
  return manager.query<SealedEntry[]>(
    `SELECT sealed.entry_id AS "entryId", sealed.position, sealed.leaf, entry.salt, entry.hash
       FROM journal_block_entry sealed LEFT JOIN journal_entry entry ON entry.id = sealed.entry_id
      WHERE sealed.block_id = $1 ORDER BY sealed.position`,
    [blockId],
  );
}

function rowOf({ id, bodyId, number }: StoredBlock): string {
  return `journal_block ${id} (body ${bodyId} #${number})`;
}
