import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { CheckRegister, type RegisterCheck } from '../../protocol';
import type { LedgerFault } from '../domain/ledger-fault';
import { checkBlocks, findUnsealed } from './check-blocks';
import { checkStreams } from './check-streams';

export interface LedgerCheck {
  readonly entries: number;
  readonly streams: number;
  readonly blocks: number;
  readonly registers: readonly RegisterCheck[];
  /** Deliveries that nobody has settled yet: work on its way, no fault. */
  readonly onTheWay: number;
  readonly faults: readonly LedgerFault[];
}

interface RegisterYear {
  readonly bodyId: string;
  readonly aooId: string;
  readonly registerId: string;
  readonly year: number;
}

/** Whoever asks without the owner's eyes would see an empty journal and call it intact. */
export class NotTheOwner extends Error {
  constructor() {
    super('the ledger is checked by the owner of the tables: give DATABASE_OWNER_URL its login');
    this.name = 'NotTheOwner';
  }
}

/**
 * Proves the journal, its seals and every register, in all bodies: what was changed or removed by any right whatever is
 * found, and its row is named (DPR 445/2000 artt. 53-54).
 */
@Injectable()
export class CheckLedger {
  constructor(private readonly register: CheckRegister) {}

  /** `owner`: a connection of the login that owns the tables. All is read in one snapshot, while the service works on. */
  async execute(owner: DataSource): Promise<LedgerCheck> {
    const { journal, years } = await owner.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      await refuseBlindEyes(manager);
      return { journal: await checkJournal(manager), years: await registerYears(manager) };
    });
    const registers: RegisterCheck[] = [];
    const faults = [...journal.faults];
    for (const key of years) {
      const check = await this.register.execute(key);
      registers.push(check);
      if (check.fault)
        faults.push({
          kind: 'REGISTER',
          row: `registration ${check.registerCode} ${check.fault.year}/${check.fault.number} (AOO ${key.aooId})`,
          detail: check.fault.kind,
        });
    }
    return { ...journal, registers, faults };
  }
}

async function checkJournal(manager: EntityManager) {
  const streams = await checkStreams(manager);
  const blocks = await checkBlocks(manager);
  const unsealed = await findUnsealed(manager);
  const [waiting] = await manager.query<{ count: number }[]>(
    'SELECT count(*)::integer AS count FROM delivery WHERE settled_at IS NULL',
  );
  return {
    entries: streams.entries,
    streams: streams.streams,
    blocks: blocks.blocks,
    onTheWay: waiting?.count ?? 0,
    faults: [...streams.faults, ...blocks.faults, ...unsealed],
  };
}

async function refuseBlindEyes(manager: EntityManager): Promise<void> {
  const [eyes] = await manager.query<{ blind: boolean }[]>(
    `SELECT bool_or(row_security_active(name)) AS blind
       FROM unnest(ARRAY['journal_entry', 'journal_block', 'journal_block_entry', 'registration']) AS name`,
  );
  if (eyes?.blind !== false) throw new NotTheOwner();
}

/** Also the years that only the journal still knows: a register that was emptied is not forgotten. */
function registerYears(manager: EntityManager): Promise<RegisterYear[]> {
  return manager.query<RegisterYear[]>(
    `SELECT body_id AS "bodyId", aoo_id AS "aooId", register_id AS "registerId", year FROM registration
      UNION
     SELECT entry.body_id, register.aoo_id, register.id, (entry.payload::jsonb->>'year')::integer
       FROM journal_entry entry
       JOIN register ON register.aoo_id::text = entry.payload::jsonb->>'aooId'
                    AND register.code = entry.payload::jsonb->>'registerCode'
      WHERE entry.type = 'registration.committed'
      ORDER BY 1, 2, 3, 4`,
  );
}
