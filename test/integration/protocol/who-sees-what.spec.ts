import { newId } from '@libro-firma/kernel';
import { ROLES, type Role } from '../../../src/organisation';
import { IndexRegister } from '../../../src/protocol';
import type { RegistrationPage } from '../../../src/protocol/http/protocol.schema';
import { describeWith } from '../../support/services';
import { appointAll, CLERK, useHttpOffice } from './http-office';

const MANAGERS: readonly Role[] = ['records-manager', 'records-manager-vicar'];
const OPERATORS: readonly Role[] = [...MANAGERS, 'protocol-operator', 'auditor'];

jest.setTimeout(60_000);

describeWith('database', 'who sees which entry', () => {
  const office = useHttpOffice();

  /** One entry for everybody, one reserved for somebody else, both of the office PROT. */
  beforeAll(async () => {
    await office().registered({ subject: 'Fontana pubblica da riparare' });
    await office().registered({
      subject: 'Fontana segreta da riparare',
      reserved: { personIds: [newId()], officeIds: [] },
    });
    await office().app.get(IndexRegister).execute();
    await appointAll(office());
  }, 60_000);

  const found = async (username: string, query: string): Promise<string[]> => {
    const { get } = await office().as(username);
    const answer = await get(`registrations?${query}`);
    if (answer.statusCode === 403) return [];
    return answer.json<RegistrationPage>().items.map((item) => item.subject);
  };

  it.each(ROLES)('a search as %s finds what that role may open, and no more', async (role) => {
    const expected = MANAGERS.includes(role)
      ? ['Fontana segreta da riparare', 'Fontana pubblica da riparare']
      : OPERATORS.includes(role)
        ? ['Fontana pubblica da riparare']
        : []; // a head of office sees entries of that office alone; the others do not read the register at all
    for (const query of [
      'search=fontana',
      'classification=6.1',
      'direction=INCOMING',
      'from=2026-01-01&means=HAND',
    ])
      expect([query, await found(`prova.${role}`, query)]).toEqual([query, expected]);
    expect(await found(`prova.${role}`, 'search=segreta')).toEqual(expected.slice(0, expected.length - 1));
  });

  it.each(ROLES)('the database’s function, asked past the service as %s, says the same', async (role) => {
    const { personId, bodyId } = await office().as(`prova.${role}`);
    const ids = await askedDirectly(personId, bodyId);
    expect(ids).toHaveLength(MANAGERS.includes(role) ? 2 : OPERATORS.includes(role) ? 1 : 0);
  });

  it('answers nobody who names no person, another body or another body’s register', async () => {
    const { personId, bodyId } = await office().as(`prova.records-manager`);
    expect(await askedDirectly('', bodyId)).toEqual([]);
    expect(await askedDirectly(personId, newId())).toEqual([]);
    expect(await askedDirectly(newId(), bodyId)).toEqual([]);
  });

  it('shows the sequence to whoever keeps or audits it, a reserved entry as number and date alone', async () => {
    for (const role of OPERATORS) {
      const { get } = await office().as(`prova.${role}`);
      const { items } = (await get('registrations')).json<RegistrationPage>();
      expect(items.map((item) => item.number)).toEqual(['0000002', '0000001']);
      expect(items[0]!.reserved).toBe(true);
      if (!MANAGERS.includes(role))
        expect(items[0]).toMatchObject({
          masked: true,
          subject: 'Riservata',
          correspondents: [],
          direction: null,
          classificationCode: '',
          fileCount: 0,
        });
      const answer = await get(`registrations/${items[0]!.id}`);
      expect(answer.statusCode).toBe(MANAGERS.includes(role) ? 200 : 404);
      expect((await get(`registrations/${items[0]!.id}/segnatura`)).statusCode).toBe(answer.statusCode);
    }
  });

  it('lets whoever registered a reserved document, and those on its list, open it', async () => {
    expect(await found(CLERK, 'search=segreta')).toEqual(['Fontana segreta da riparare']);
    const { personId } = await office().as('prova.auditor');
    await office().registered({
      subject: 'Solo per chi verifica',
      reserved: { personIds: [personId], officeIds: [] },
    });
    await office().app.get(IndexRegister).execute();
    expect(await found('prova.auditor', 'search=verifica')).toEqual(['Solo per chi verifica']);
    expect(await found('prova.protocol-operator', 'search=verifica')).toEqual([]);
  });

  async function askedDirectly(personId: string, bodyId: string): Promise<unknown[]> {
    const { superuser } = office();
    await superuser.query('BEGIN');
    try {
      await superuser.query('SET LOCAL ROLE libro_firma_application');
      await superuser.query(`SELECT set_config('app.body', $1, true), set_config('app.person', $2, true)`, [
        bodyId,
        personId,
      ]);
      const { rows } = await superuser.query<object>(
        `SELECT registration_id FROM search_registrations($1, '{"words":"fontana"}', NULL, NULL, 20)`,
        [register],
      );
      return rows;
    } finally {
      await superuser.query('ROLLBACK');
    }
  }

  let register = '';
  beforeAll(async () => {
    const { rows } = await office().superuser.query<{ id: string }>(
      `SELECT register.id FROM register JOIN aoo ON aoo.id = register.aoo_id WHERE aoo.code = 'AOO-CEN'`,
    );
    register = rows[0]!.id;
  });
});
