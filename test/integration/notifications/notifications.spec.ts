import type { NotificationPage } from '../../../src/notifications/http/notifications.schema';
import { JobRunner } from '../../../src/platform/queue/job-runner';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { Desk, logIn, PEOPLE } from '../../support/people';
import { describeWith } from '../../support/services';

jest.setTimeout(120_000);

describeWith('database', 'notifications', () => {
  const app = useApplication();
  let office: Office;

  const of = (desk: Desk, query = ''): Promise<NotificationPage> =>
    desk.must(desk.get(`notifications${query}`));
  const unread = async (desk: Desk): Promise<number> =>
    (await desk.must<{ unread: number }>(desk.get('notifications/unread'))).unread;

  beforeAll(async () => {
    office = await Office.open(app());
  });

  it('tell the holder what waits, the requester the number, the signer how it ended', async () => {
    const request = await office.toSign({ subject: 'Lavori {reason}' });
    await office.sign(request);
    expect((await of(office.endorser)).items).toMatchObject([
      { kind: 'TO_ENDORSE', text: 'Da vistare: Lavori {reason}', requestId: request.id, read: false },
    ]);
    expect((await of(office.signer)).items.map(({ text }) => text)).toEqual([
      'Firme concluse: 1 su 1',
      'Da firmare: Lavori {reason}',
    ]);
    const { registrationNumber, registeredOn } = await office.read(request.id);
    const [told] = (await of(office.drafter)).items;
    expect(told!.text).toBe(
      `Registrata al protocollo con il n. ${registrationNumber} del ${registeredOn!.split('-').reverse().join('/')}: Lavori {reason}`,
    );
    const english = await office.drafter.get<NotificationPage>('notifications', { 'accept-language': 'en' });
    expect(english.body.items[0]!.text).toMatch(/^Registered with number/);
  });

  it('tell whoever has an entry of the register assigned, by its number alone', async () => {
    const clerk = await logIn(app(), PEOPLE.clerk);
    const bytes = Buffer.from('Istanza');
    const { id: documentId } = await clerk.must<{ id: string }>(
      clerk.upload('documents?use=annex', { fileName: 'a.txt', bytes }),
    );
    const { id, number } = await clerk.must<{ id: string; number: string }>(
      clerk.post('registrations', {
        subject: 'Segreto di Pulcinella',
        sender: { kind: 'ANONYMOUS' },
        classificationCode: '6.1',
        documentId,
      }),
    );
    const { rows } = await app().superuser.query<{ role: string; officeId: string; personId: string }>(
      `SELECT role, office_id AS "officeId", person_id AS "personId" FROM appointment
        WHERE role = 'office-head' OR (role = 'drafter' AND person_id = (SELECT id FROM person WHERE username = $1))
        ORDER BY role`,
      [PEOPLE.drafter],
    );
    const [drafter, head] = [rows.find(({ role }) => role === 'drafter')!, rows.at(-1)!];
    const assignees = [
      { kind: 'KNOWLEDGE', officeId: drafter.officeId, personId: drafter.personId },
      { kind: 'COMPETENCE', officeId: head.officeId },
    ];
    await clerk.must(clerk.post(`registrations/${id}/assignments`, { assignees }));
    await app().drain();
    const [told] = (await of(office.drafter)).items;
    expect(told).toMatchObject({ kind: 'ASSIGNED_TO_KNOW' });
    expect(told!.text).toContain(`${number}/`);
    expect(told!.text).not.toContain('Pulcinella');
    const { rows: heads } = await app().superuser.query<{ count: string }>(
      `SELECT count(*) FROM notification WHERE kind = 'ASSIGNED' AND person_id = $1`,
      [head.personId],
    );
    expect(Number(heads[0]!.count)).toBe(1);
  });

  it('tell the requester why a request came back', async () => {
    const request = await office.toEndorse({ subject: 'Ordinanza' });
    await office.endorser.must(
      office.endorser.post(`tasks/${request.myTask!.id}/return`, {
        version: request.myTask!.version,
        immediate: true,
        reason: 'Manca l’allegato B',
      }),
    );
    await app().drain();
    expect((await of(office.drafter)).items[0]).toMatchObject({
      kind: 'RETURNED',
      text: 'Restituita: Ordinanza. Motivo: Manca l’allegato B',
    });
  });

  it('are read by the person alone', async () => {
    const [mine] = (await of(office.endorser)).items;
    expect(await office.drafter.post(`notifications/${mine!.id}/read`)).toMatchObject({
      status: 404,
      body: { code: 'NOTIFICATIONS_NOT_FOUND' },
    });
    expect((await new Desk(app()).get('notifications')).status).toBe(401);
    const before = await unread(office.endorser);
    const twice = [
      await office.endorser.post(`notifications/${mine!.id}/read`),
      await office.endorser.post(`notifications/${mine!.id}/read`),
    ];
    expect(twice.map(({ body }) => body)).toEqual([{ unread: before - 1 }, { unread: before - 1 }]);
    const ofOthers = await unread(office.drafter);
    await office.endorser.must(office.endorser.post('notifications/read-all'));
    expect([await unread(office.endorser), await unread(office.drafter)]).toEqual([0, ofOthers]);
  });

  it('are kept from everybody else by the database itself', async () => {
    const { superuser } = app();
    const { rows } = await superuser.query<{ person_id: string; body_id: string; count: string }>(
      'SELECT person_id, body_id, count(*) FROM notification GROUP BY 1, 2 ORDER BY 3 DESC',
    );
    const seenBy = async (personId: string): Promise<Record<string, number>> => {
      await superuser.query('BEGIN');
      await superuser.query('SET LOCAL ROLE libro_firma_application');
      await superuser.query(`SELECT set_config('app.body', $1, true), set_config('app.person', $2, true)`, [
        rows[0]!.body_id,
        personId,
      ]);
      const seen = await superuser.query<{ person_id: string; count: string }>(
        'SELECT person_id, count(*) FROM notification GROUP BY 1',
      );
      await superuser.query('ROLLBACK');
      return Object.fromEntries(seen.rows.map((row) => [row.person_id, Number(row.count)]));
    };
    expect(rows.length).toBeGreaterThan(1);
    for (const { person_id, count } of rows)
      expect(await seenBy(person_id)).toEqual({ [person_id]: Number(count) });
    expect(await seenBy('')).toEqual({});
  });

  it('come once, whatever is repeated', async () => {
    const { superuser } = app();
    const count = async () => (await superuser.query('SELECT 1 FROM notification')).rowCount;
    const before = await count();
    const { rows } = await superuser.query<{ id: string; consumer: string }>(
      `SELECT id, consumer FROM delivery WHERE consumer LIKE 'notifications.%'`,
    );
    const runner = (await app().startWorker()).get(JobRunner);
    for (const { id, consumer } of rows)
      expect(await runner.run(consumer, { deliveries: [id] })).toBe('already-done');
    expect(await count()).toBe(before);
  });

  it('are read page by page, each once, also those of one instant', async () => {
    const { superuser } = app();
    await superuser.query(
      `INSERT INTO notification (id, body_id, person_id, kind, params, created_at, urgent)
       SELECT gen_random_uuid(), body_id, person_id, 'TO_SIGN', '{"subject":"x"}', '2026-01-01T00:00:00Z', false
         FROM (SELECT body_id, person_id FROM notification WHERE kind = 'RETURNED' LIMIT 1) one, generate_series(1, 25)`,
    );
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: NotificationPage = await of(office.drafter, `?limit=10${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(27);
    expect((await of(office.drafter, '?cursor=nonsense&limit=1')).items[0]!.id).toBe(seen[0]);
  });
});
