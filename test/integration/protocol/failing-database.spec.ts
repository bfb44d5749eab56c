import { isRefused } from '@libro-firma/kernel';
import { Client } from 'pg';
import { CheckRegister, Register } from '../../../src/protocol';
import { describeWith } from '../../support/services';
import { aCommand } from './office';
import { useRegisters } from './registers';

/**
 * What the register does when the database fails in the middle of a number: the request is a fault, nothing of it stands,
 * and the next one, or the same one again, gets the number that was not given.
 */
describeWith('database', 'the register on a database that fails', () => {
  const { database, withOffices, numberOf, expectWhole } = useRegisters();

  /** The next entries meet a fault of this SQLSTATE while they are written, until `heal`. */
  async function failing(code: string): Promise<{ readonly heal: () => Promise<void> }> {
    const superuser = new Client({ connectionString: database().superuserUrl });
    await superuser.connect();
    await superuser.query(`
      CREATE OR REPLACE FUNCTION fail_for_test() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'made to fail' USING ERRCODE = '${code}'; END $$`);
    await superuser.query(
      `CREATE TRIGGER fail_for_test BEFORE INSERT ON registration_file FOR EACH ROW EXECUTE FUNCTION fail_for_test()`,
    );
    return {
      heal: async () => {
        await superuser.query('DROP TRIGGER fail_for_test ON registration_file');
        await superuser.end();
      },
    };
  }

  it.each([
    ['the disk is full', '53100'],
    ['transactions cannot be put in an order', '40001'],
    ['transactions wait for each other', '40P01'],
    ['memory is short', '53200'],
  ])('gives no number when %s, and the very next one afterwards', async (_what, code) => {
    await withOffices(1, async ([office]) => {
      const before = await numberOf(office!, `before ${code}`);
      const { heal } = await failing(code);
      const { app, actor } = office!;
      const asked = Array.from({ length: 5 }, (_, n) =>
        app.get(Register).execute(actor, aCommand(actor, `meanwhile ${code} ${n}`)),
      );
      const outcomes = await Promise.allSettled(asked);
      expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
      await heal();
      const after = await numberOf(office!, `meanwhile ${code} 0`);
      expect(Number(after.number)).toBe(Number(before.number) + 1);
      const check = await app
        .get(CheckRegister)
        .execute({ bodyId: actor.bodyId, aooId: actor.aooId, year: after.year });
      expect(check.fault).toBeNull();
      await expectWhole(office!, after.year, Number(after.number));
    });
  });

  it('is a fault for who asks, never a refusal: nobody is told that the document was wrong', async () => {
    await withOffices(1, async ([office]) => {
      const { heal } = await failing('53100');
      const { app, actor } = office!;
      const asked = app.get(Register).execute(actor, aCommand(actor, 'fault'));
      await expect(asked).rejects.toThrow('made to fail');
      await heal();
      expect(isRefused(await app.get(Register).execute(actor, aCommand(actor, 'fault')))).toBe(false);
    });
  });
});
