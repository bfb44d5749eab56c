import fc from 'fast-check';
import { isRefused, mustAccept, newId } from '@libro-firma/kernel';
import { Structure } from '../../../src/organisation';
import { Database } from '../../../src/platform/database/database';
import type { Actor } from '../../../src/platform/identity';
import { Register, type RegisteredNumber, Registrations } from '../../../src/protocol';
import { describeWith } from '../../support/services';
import { aCommand } from './office';
import { MIDDAY, useRegisters } from './registers';

describeWith('database', 'numbering', () => {
  const registers = useRegisters();
  const { withOffices, numberOf, numbersIn, expectWhole } = registers;

  it('gives a first document number 1 of the year, seven digits, on the legal day', async () => {
    await withOffices(1, async ([office]) => {
      expect(await numberOf(office!, 'first')).toMatchObject({
        number: '0000001',
        year: 2026,
        registeredOn: '2026-11-20',
        registeredAt: MIDDAY,
        registerCode: 'PG',
      });
      const { rows } = await registers
        .superuser()
        .query<{ type: string; payload: string }>('SELECT * FROM journal_entry');
      expect(rows.map((row) => [row.type, JSON.parse(row.payload) as object])).toEqual([
        [
          'registration.committed',
          expect.objectContaining({
            key: 'first',
            number: '0000001',
            year: 2026,
            aooId: office!.actor.aooId,
          }),
        ],
      ]);
    });
  });

  it('serves 64 callers at once on a pool of 4', async () => {
    await withOffices(1, async ([office]) => {
      const rounds = Array.from({ length: 64 }, async (_, caller) => {
        for (let round = 0; round < 5; round += 1) await numberOf(office!, `caller ${caller} round ${round}`);
      });
      await Promise.all(rounds);
      await expectWhole(office!, 2026, 320);
    });
  });

  it('holds for any interleaving of callers, repeats, failing rows and lost connections in two processes', async () => {
    const action = fc.record({
      process: fc.nat({ max: 1 }),
      key: fc.nat({ max: 25 }),
      isBad: fc.boolean().map((coin) => coin),
      pause: fc.nat({ max: 4 }),
      kills: fc.integer({ min: 0, max: 12 }).map((dice) => dice === 0),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 60 }), async (actions) => {
        await withOffices(2, async (offices) => {
          const numbers = new Map<string, Set<string>>();
          const asked = new Set<string>();
          await Promise.all(
            actions.map(async ({ process, key, isBad, pause, kills }) => {
              await new Promise((resolve) => setTimeout(resolve, pause));
              if (kills) await killNumbering();
              const { app, actor } = offices[process]!;
              if (isBad) return expect(failing(app.get(Register), actor)).rejects.toThrow();
              asked.add(`key ${key}`);
              const given = await untilAnswered(() => numberOf(offices[process]!, `key ${key}`));
              const known = numbers.get(`key ${key}`) ?? new Set();
              numbers.set(`key ${key}`, known.add(given.number));
            }),
          );
          for (const given of numbers.values()) expect(given.size).toBe(1);
          await expectWhole(offices[0]!, 2026, asked.size);
        });
      }),
      { numRuns: 12 },
    );
  }, 180_000);

  /** Passes every rule, and the database refuses it. */
  const failing = (register: Register, actor: Actor) =>
    register.execute(actor, aCommand(actor, newId(), { operatorId: 'nobody' }));

  const killNumbering = () =>
    registers.superuser().query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'libro-firma numbering' AND datname = current_database()`,
    );

  /** What a client does whose connection was lost: asks again with the same key. */
  async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask();
      } catch (fault) {
        if (attempt === 20) throw fault;
      }
    }
  }

  it('splits a batch with a bad row, so that it fails alone', async () => {
    await withOffices(1, async ([office]) => {
      const { app, actor } = office!;
      const good = Array.from({ length: 40 }, (_, index) => numberOf(office!, `good ${index}`));
      const bad = [failing(app.get(Register), actor), failing(app.get(Register), actor)];
      const outcomes = await Promise.allSettled([...good.slice(0, 20), ...bad, ...good.slice(20)]);
      expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(2);
      await expectWhole(office!, 2026, 40);
    });
  });

  it('answers a repeated key with its number, and refuses the key for another file', async () => {
    await withOffices(1, async ([office]) => {
      const { app, actor } = office!;
      const [first, again] = await Promise.all([numberOf(office!, 'same'), numberOf(office!, 'same')]);
      expect(again).toEqual(first);
      expect(await numberOf(office!, 'same')).toEqual(first);
      const other = aCommand(actor, 'same');
      const outcome = await app.get(Register).execute(actor, {
        ...other,
        files: [{ ...other.files[0]!, sha256: 'cd'.repeat(32) }],
      });
      expect(isRefused(outcome) && outcome.refusal.code).toBe('PROTOCOL_KEY_OF_ANOTHER');
      const byKey = await app
        .get(Database)
        .transaction(actor, () => app.get(Registrations).byKey(actor.aooId, 'same'));
      expect(byKey).toEqual(first);
      await expectWhole(office!, 2026, 1);
    });
  });

  it('restarts at midnight of 31 December in Rome, in two processes at once, with one chain', async () => {
    await withOffices(2, async (offices, clock) => {
      clock.set(new Date('2026-12-31T22:59:59.500Z'));
      const ticking = setInterval(() => clock.advance(20), 10);
      const given = await Promise.all(
        Array.from({ length: 40 }, async (_, caller) => {
          const numbers: RegisteredNumber[] = [];
          for (let round = 0; round < 12; round += 1) {
            numbers.push(await numberOf(offices[caller % 2]!, `caller ${caller} round ${round}`));
            await new Promise((resolve) => setTimeout(resolve, 40));
          }
          return numbers;
        }),
      ).finally(() => clearInterval(ticking));
      const old = given.flat().filter((number) => number.year === 2026);
      expect(old.length).toBeGreaterThan(0);
      expect(old.length).toBeLessThan(480);
      expect(given.flat().every(({ year, registeredOn }) => registeredOn.startsWith(String(year)))).toBe(
        true,
      );
      await expectWhole(offices[0]!, 2026, old.length);
      await expectWhole(offices[1]!, 2027, 480 - old.length);
    });
  }, 30_000);

  it('is a fault inside an open transaction', async () => {
    await withOffices(1, async ([office]) => {
      const { app, actor } = office!;
      const inside = app
        .get(Database)
        .transaction(actor, () => app.get(Register).execute(actor, aCommand(actor, 'inside')));
      await expect(inside).rejects.toThrow('a transaction of its own');
      expect(await numbersIn(2026)).toEqual([]);
    });
  });

  it('goes on when the caller that opened the batch is gone', async () => {
    await withOffices(1, async ([office]) => {
      const { app, actor } = office!;
      const db = app.get(Database);
      // The first caller is in an async context of its own, which ends while the batch is on its way.
      void db.transaction(actor, () => Promise.resolve()).then(() => numberOf(office!, 'gone'));
      const rest = await Promise.all(
        Array.from({ length: 10 }, (_, index) => numberOf(office!, `stays ${index}`)),
      );
      expect(new Set(rest.map((number) => number.number)).size).toBe(10);
      await numberOf(office!, 'gone');
      await expectWhole(office!, 2026, 11);
    });
  });

  it('gives a key one number also when two registers of the AOO are asked at once', async () => {
    await withOffices(2, async (offices) => {
      const { actor } = offices[0]!;
      const registerId = newId();
      await registers
        .superuser()
        .query(
          `INSERT INTO register (id, body_id, aoo_id, code, name, kind) VALUES ($1, $2, $3, $4, 'Repertorio', 'REPERTORY')`,
          [registerId, actor.bodyId, actor.aooId, `R${registerId.slice(-8)}`],
        );
      for (let round = 0; round < 10; round += 1) {
        const command = aCommand(actor, `round ${round}`);
        const outcomes = await Promise.all([
          offices[0]!.app.get(Register).execute(actor, command),
          offices[1]!.app.get(Register).execute(actor, { ...command, registerId }),
        ]);
        expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
        const refused = outcomes.find((outcome) => !outcome.ok);
        expect(isRefused(refused) && refused.refusal.code).toBe('PROTOCOL_KEY_OF_ANOTHER');
      }
    });
  });

  it('numbers each AOO by itself', async () => {
    await withOffices(1, async ([office]) => {
      const { app, actor } = office!;
      const { aoos } = await app
        .get(Database)
        .transaction(actor, () => app.get(Structure).tree(actor.bodyId));
      const given = await Promise.all(
        aoos.map((aoo) => app.get(Register).execute(actor, aCommand(actor, 'one key', { aooId: aoo.id }))),
      );
      expect(given.map((outcome) => mustAccept(outcome).number)).toEqual(['0000001', '0000001']);
    });
  });
});
