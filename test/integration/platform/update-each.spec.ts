import { randomBytes } from 'node:crypto';
import { newId } from '@libro-firma/kernel';
import { Database } from '../../../src/platform/database/database';
import { systemActor } from '../../../src/platform/identity';
import { SigningItemRow } from '../../../src/signature-books/infrastructure/batch.rows';
import { RouteStepRow, TaskRow } from '../../../src/signature-books/infrastructure/request.rows';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

/** What JSON, SQL and arrays of PostgreSQL give a meaning to. */
const AWKWARD = `{"à",'b'} \\ NULL {} $1 \n "" \u{1F58B}`;

describeWith('database', 'many rows changed by one statement', () => {
  const app = useApplication();
  let database: Database;
  let bodyId: string;

  beforeAll(async () => {
    const office = await Office.open(app());
    const first = await office.toSign();
    await office.toSign();
    await office.sign(await office.read(first.id, office.signer));
    database = app().api.get(Database);
    const { rows } = await app().superuser.query<{ id: string }>('SELECT id FROM body LIMIT 1');
    bodyId = rows[0]!.id;
  });

  const inUnit = <T>(work: () => Promise<T>): Promise<T> =>
    database.transaction(systemActor(bodyId, ''), work);

  it('writes each column as the ORM would read it back: text, arrays, JSON, instants, bytes, nothing', async () => {
    await inUnit(async () => {
      const steps = await database.rows(RouteStepRow).find({ take: 2, order: { id: 'ASC' } });
      expect(steps).toHaveLength(2);
      const dueAt = new Date('2026-10-25T00:30:00.123Z');
      const changes = steps.map(({ id }, index) => ({
        where: { id },
        set: {
          addressees: index === 0 ? [AWKWARD, '', 'null'] : [],
          outcome: index === 0 ? { [AWKWARD]: 1, nothing: null } : null,
          dueAt: index === 0 ? dueAt : null,
        },
      }));
      expect(await database.updateEach(RouteStepRow, changes)).toBe(2);
      for (const { where, set } of changes)
        expect(await database.rows(RouteStepRow).findOneByOrFail(where)).toMatchObject(set);

      const item = await database.rows(SigningItemRow).findOneOrFail({ where: {} });
      const signatureValue = randomBytes(256);
      await database.updateEach(SigningItemRow, [{ where: { id: item.id }, set: { signatureValue } }]);
      const again = await database.rows(SigningItemRow).findOneByOrFail({ id: item.id });
      expect(again.signatureValue).toEqual(signatureValue);
    });
  });

  it('leaves a row alone whose version is another, and counts it as not found', async () => {
    await inUnit(async () => {
      const [task, other] = await database.rows(TaskRow).find({ take: 2, order: { id: 'ASC' } });
      const change = ({ id, version }: TaskRow, read: number) => ({
        where: { id, version: read },
        set: { note: AWKWARD, version: version + 1 },
      });
      const found = await database.updateEach(TaskRow, [
        change(task!, task!.version),
        change(other!, other!.version + 1),
      ]);
      expect(found).toBe(1);
      expect((await database.rows(TaskRow).findOneByOrFail({ id: task!.id })).note).toBe(AWKWARD);
      expect(await database.rows(TaskRow).findOneByOrFail({ id: other!.id })).toEqual(other);
    });
  });

  it('asks the database nothing for nothing, and refuses changes that name different columns', async () => {
    expect(await database.updateEach(TaskRow, [])).toBe(0);
    const mixed = [
      { where: { id: newId() }, set: { note: 'a' } },
      { where: { id: newId() }, set: { urgent: true } },
    ];
    await expect(inUnit(() => database.updateEach<TaskRow>(TaskRow, mixed))).rejects.toThrow(
      'different columns',
    );
  });
});
