import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId, leafHash, merkleRoot, sha256 } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { blockHash, type JournalBlock, NO_BLOCK_BEFORE } from '../domain/journal-block';
import { JournalBlockRow } from '../infrastructure/journal-block.rows';

const LOCK = 7_281_941;
/** Of one block; a journal that was imported is sealed in several. */
const MOST_ENTRIES = 5_000;

interface Unsealed {
  readonly id: string;
  readonly salt: Buffer;
  readonly hash: Buffer;
  readonly transaction_id: string;
}

/**
 * Seals what the journal has gained. Only rows of transactions below every open one are taken: none can appear behind a
 * seal that is made. One chain of blocks for each body, under an advisory lock, so that writers never wait for it.
 */
@Injectable()
export class SealJournal {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    const bodies = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<{ id: string }>('SELECT id FROM bodies_to_seal() AS id'),
    );
    for (const { id } of bodies) while ((await this.sealOne(id)) === MOST_ENTRIES);
  }

  /** How many entries the new block has; 0 also when another process is sealing. */
  private async sealOne(bodyId: string): Promise<number> {
    return this.database.transaction({ bodyId, personId: null }, async () => {
      const [lock] = await this.database.query<{ free: boolean }>(
        'SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS free',
        [LOCK, bodyId],
      );
      if (!lock?.free) return 0;
      const horizon = await this.horizon();
      const last = await this.database
        .rows(JournalBlockRow)
        .findOne({ where: { bodyId }, order: { number: 'DESC' } });
      const mark = last ? BigInt(last.belowTransactionId) : 0n;
      const isOfAnotherServer = mark > horizon;
      const entries = await this.unsealed(bodyId, isOfAnotherServer ? 0n : mark, horizon);
      if (entries.length === 0 && !isOfAnotherServer) return 0;
      // A block that is full may end amid the rows of one transaction: the next begins with it again.
      const next = entries.length === MOST_ENTRIES ? BigInt(entries.at(-1)?.transaction_id ?? 0) : horizon;
      await this.write(bodyId, last, entries, next);
      return entries.length;
    });
  }

  private async horizon(): Promise<bigint> {
    const [row] = await this.database.query<{ value: string }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS value',
    );
    return BigInt(row?.value ?? 0);
  }

  private unsealed(bodyId: string, from: bigint, below: bigint): Promise<Unsealed[]> {
    return this.database.query<Unsealed>(
      `SELECT id, salt, hash, transaction_id FROM journal_entry entry
        WHERE body_id = $1 AND transaction_id >= $2 AND transaction_id < $3
          AND NOT EXISTS (SELECT 1 FROM journal_block_entry sealed WHERE sealed.entry_id = entry.id)
        ORDER BY transaction_id, id LIMIT $4`,
      [bodyId, String(from), String(below), MOST_ENTRIES],
    );
  }

  private async write(
    bodyId: string,
    last: JournalBlockRow | null,
    entries: readonly Unsealed[],
    belowTransactionId: bigint,
  ): Promise<void> {
    const leaves = entries.map((entry) => leafHash(sha256, entry.salt, entry.hash));
    const block: JournalBlock = {
      bodyId,
      number: (last?.number ?? 0) + 1,
      entryCount: entries.length,
      firstEntryId: entries[0]?.id ?? null,
      lastEntryId: entries.at(-1)?.id ?? null,
      merkleRoot: merkleRoot(sha256, leaves),
      previousHash: last?.hash ?? NO_BLOCK_BEFORE,
      sealedAt: this.clock.now(),
    };
    const id = newId();
    await this.database
      .rows(JournalBlockRow)
      .insert({ ...block, id, hash: blockHash(block), belowTransactionId: String(belowTransactionId) });
    await this.database.query(
      `INSERT INTO journal_block_entry (entry_id, body_id, block_id, position, leaf)
       SELECT entry_id, $1, $2, position - 1, leaf
         FROM unnest($3::uuid[], $4::bytea[]) WITH ORDINALITY AS given(entry_id, leaf, position)`,
      [bodyId, id, entries.map((entry) => entry.id), leaves],
    );
  }
}
