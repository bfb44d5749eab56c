import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { CheckLedger, type LedgerCheck, SealJournal } from '../../../src/audit';
import { useApplication } from '../../support/application';
import { eventually } from '../../support/eventually';
import { Office } from '../../support/office';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

const CLI = join(__dirname, '..', '..', '..', 'dist', 'src', 'cli.js');

describeWith('database', 'the ledger', () => {
  const app = useApplication();
  let owner: DataSource;

  const check = (): Promise<LedgerCheck> => app().api.get(CheckLedger).execute(owner);
  const unsealed = async (): Promise<number> => {
    const { rows } = await app().superuser.query<{ count: string }>(
      'SELECT count(*) FROM journal_entry e WHERE NOT EXISTS (SELECT 1 FROM journal_block_entry s WHERE s.entry_id = e.id)',
    );
    return Number(rows[0]!.count);
  };
  const allSealed = () => eventually('every entry sealed', async () => (await unsealed()) === 0);
  /** What nobody but a superuser can do: past triggers and policies. */
  const behindTheWalls = async (sql: string, values: readonly unknown[] = []): Promise<void> => {
    await app().superuser.query('SET session_replication_role = replica');
    await app().superuser.query(sql, [...values]);
    await app().superuser.query('SET session_replication_role = origin');
  };
  const someEntry = async (type: string) => {
    const { rows } = await app().superuser.query<Record<string, unknown> & { id: string }>(
      'SELECT * FROM journal_entry WHERE type = $1 LIMIT 1',
      [type],
    );
    return rows[0]!;
  };
  /** The faults that a change makes; the change is undone afterwards. */
  const faultsOf = async (
    table: string,
    id: string,
    key: string,
    change: string,
  ): Promise<LedgerCheck['faults']> => {
    await behindTheWalls(`CREATE TEMP TABLE IF NOT EXISTS kept_${table} (LIKE ${table})`);
    await behindTheWalls(`INSERT INTO kept_${table} SELECT * FROM ${table} WHERE ${key} = $1`, [id]);
    await behindTheWalls(change);
    try {
      return (await check()).faults;
    } finally {
      await behindTheWalls(`DELETE FROM ${table} WHERE ${key} = $1`, [id]);
      await behindTheWalls(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
      await behindTheWalls(`DROP TABLE kept_${table}`);
    }
  };

  beforeAll(async () => {
    owner = await new DataSource({ type: 'postgres', url: app().database.ownerUrl }).initialize();
    const office = await Office.open(app());
    await office.sign(await office.toSign(), await office.toSign());
    await allSealed();
  });
  afterAll(() => owner.destroy());

  it('is intact after acts went from draft to archive', async () => {
    const outcome = await check();
    expect(outcome.faults).toEqual([]);
    expect(outcome).toMatchObject({ onTheWay: 0, registers: [{ count: 2, fault: null }] });
    expect(outcome.entries).toBeGreaterThan(20);
    expect(outcome.blocks).toBeGreaterThan(1);
  });

  it.each([
    ['payload', `payload = replace(payload, '"number"', '"Number"')`],
    ['actor', `actor_id = gen_random_uuid()`],
    ['instant, by a microsecond', `at = at + interval '1 microsecond'`],
    ['type', `type = 'registration.undone'`],
  ])('names a row whose %s a superuser changed', async (_what, change) => {
    const { id } = await someEntry('registration.committed');
    const faults = await faultsOf(
      'journal_entry',
      id,
      'id',
      `UPDATE journal_entry SET ${change} WHERE id = '${id}'`,
    );
    expect(faults.map(({ kind }) => kind)).toContain('ENTRY_CHANGED');
    for (const { row, kind } of faults) if (kind === 'ENTRY_CHANGED') expect(row).toContain(id);
    expect((await check()).faults).toEqual([]);
  });

  it('names a row that a superuser removed, by what follows it and by its seal', async () => {
    const { id } = await someEntry('signing-request.endorsed');
    const faults = await faultsOf('journal_entry', id, 'id', `DELETE FROM journal_entry WHERE id = '${id}'`);
    expect(faults.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['ENTRY_MISSING_BEFORE', 'SEALED_ENTRY_MISSING']),
    );
    expect(faults.find(({ kind }) => kind === 'SEALED_ENTRY_MISSING')!.row).toBe(`journal_entry ${id}`);
  });

  it('names a row that was written anew with a hash that fits', async () => {
    const { id } = await someEntry('signing-request.archived'); // the last of its stream: no row follows it
    const other = `salt = '\\x00', hash = hash`;
    const faults = await faultsOf(
      'journal_entry',
      id,
      'id',
      `UPDATE journal_entry SET ${other} WHERE id = '${id}'`,
    );
    expect(faults).toMatchObject([{ kind: 'SEALED_ENTRY_CHANGED', row: `journal_entry ${id}` }]);
  });

  it('names a block that was changed, and one that is gone', async () => {
    const { rows } = await app().superuser.query<{ id: string }>(
      'SELECT id FROM journal_block WHERE number = 1',
    );
    const id = rows[0]!.id;
    const changed = `UPDATE journal_block SET sealed_at = sealed_at - interval '1 day' WHERE id = '${id}'`;
    expect(await faultsOf('journal_block', id, 'id', changed)).toMatchObject([
      { kind: 'BLOCK_CHANGED', row: expect.stringContaining(id) as string },
    ]);
    const gone = await faultsOf('journal_block', id, 'id', `DELETE FROM journal_block WHERE id = '${id}'`);
    expect(gone.map(({ kind }) => kind)).toContain('BLOCK_MISSING_BEFORE');
  });

  it('names a register whose row was changed', async () => {
    await app().superuser.query('ALTER TABLE registration DISABLE TRIGGER ALL'); // they hold in a replica too
    const { rows } = await app().superuser.query<{ id: string }>(
      'SELECT id FROM registration WHERE number = 1',
    );
    const id = rows[0]!.id;
    const faults = await faultsOf(
      'registration',
      id,
      'id',
      `UPDATE registration SET subject = 'x' WHERE id = '${id}'`,
    );
    expect(faults).toMatchObject([{ kind: 'REGISTER', detail: 'CHANGED' }]);
    expect(faults[0]!.row).toMatch(/\/1 \(AOO/);
  });

  it('says what was not sealed in time', async () => {
    const { id } = await someEntry('signing-request.written');
    const faults = await faultsOf(
      'journal_block_entry',
      id,
      'entry_id',
      `DELETE FROM journal_block_entry WHERE entry_id = '${id}'`,
    );
    // The instant of the entry is recent: it is only known to be missing from its block.
    expect(faults.map(({ kind }) => kind)).toEqual(['BLOCK_INCOMPLETE']);
  });

  it('refuses to judge with the eyes of the application', async () => {
    const blind = await new DataSource({
      type: 'postgres',
      url: app().database.applicationUrl,
      extra: { options: '-c role=libro_firma_application' },
    }).initialize();
    await expect(app().api.get(CheckLedger).execute(blind)).rejects.toThrow('DATABASE_OWNER_URL');
    await blind.destroy();
  });

  it('is sealed once by two sealers at the same time', async () => {
    await app().stopWorkers();
    const office = await Office.open(app());
    for (let act = 0; act < 10; act += 1) await office.written({ start: false });
    const sealers = [app().api.get(SealJournal), (await app().startWorker()).get(SealJournal)];
    await Promise.all([...sealers, ...sealers].map((sealer) => sealer.execute()));
    await allSealed();
    expect((await check()).faults).toEqual([]);
  });

  it('seals nothing that an open transaction could still come before', async () => {
    const office = await Office.open(app());
    await allSealed();
    await app().superuser.query('BEGIN');
    await app().superuser.query('SELECT pg_current_xact_id()');
    await office.written({ start: false });
    await app().api.get(SealJournal).execute();
    expect(await unsealed()).toBeGreaterThan(0);
    await app().superuser.query('COMMIT');
    await app().api.get(SealJournal).execute();
    await allSealed();
    expect((await check()).faults).toEqual([]);
  });

  (existsSync(CLI) ? it : it.skip)('is told by the command: one line for each fault, exit 1', async () => {
    const ledger = (...args: string[]) =>
      spawnSync(process.execPath, [CLI, 'ledger', 'check', ...args], {
        env: { ...process.env, ...app().environment, LOG_LEVEL: 'silent' },
        encoding: 'utf8',
      });
    const intact = ledger('--json');
    expect([intact.stderr, intact.status]).toEqual(['', 0]);
    expect(JSON.parse(intact.stdout)).toMatchObject({ faults: [] });
    const { id } = await someEntry('signing-request.written');
    await behindTheWalls(`UPDATE journal_entry SET capacity = 'altro' WHERE id = $1`, [id]);
    const broken = ledger();
    expect(broken.status).toBe(1);
    expect(broken.stdout).toMatch(new RegExp(`^ENTRY_CHANGED journal_entry ${id} .*\n`));
    expect(broken.stdout).toMatch(/\nNOT intact, 1 faults: /);
    await behindTheWalls(`UPDATE journal_entry SET capacity = NULL WHERE id = $1`, [id]);
  });

  it('seals an import of many rows in one transaction in several blocks, and what a restored copy brings along', async () => {
    await app().stopWorkers();
    await app().superuser.query(
      `INSERT INTO journal_entry (id, body_id, stream, stream_id, sequence, type, at, payload, previous_hash, hash, salt)
       SELECT gen_random_uuid(), (SELECT id FROM body LIMIT 1), 'import', gen_random_uuid(), 1, 'imported', now(), '{}',
              decode(repeat('00', 32), 'hex'), sha256(n::text::bytea), sha256(n::text::bytea) FROM generate_series(1, 11000) n`,
    );
    await app().api.get(SealJournal).execute();
    expect(await unsealed()).toBe(0);
    const { rows } = await app().superuser.query<{ entry_count: number }>(
      'SELECT entry_count FROM journal_block ORDER BY number DESC LIMIT 3',
    );
    expect(rows.map((row) => row.entry_count)).toEqual([1000, 5000, 5000]);
    // A copy restored on another server finds marks above every transaction there.
    await behindTheWalls('UPDATE journal_block SET below_transaction_id = below_transaction_id + 1000000');
    await app().api.get(SealJournal).execute();
    await app().api.get(SealJournal).execute();
    const after = await app().superuser.query<{ entry_count: number }>(
      'SELECT entry_count FROM journal_block ORDER BY number DESC LIMIT 2',
    );
    expect(after.rows.map((row) => row.entry_count)).toEqual([0, 1000]);
    expect(
      (await check()).faults.filter(({ kind }) => kind.includes('BLOCK') || kind.includes('SEALED')),
    ).toEqual([]);
  });
});
