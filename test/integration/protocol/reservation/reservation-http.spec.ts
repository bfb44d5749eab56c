import { IndexRegister } from '../../../../src/protocol';
import type { RegistrationDetail, RegistrationPage } from '../../../../src/protocol/http/protocol.schema';
import { describeWith } from '../../../support/services';
import { CLERK, useHttpOffice } from '../http-office';

jest.setTimeout(60_000);
const [MANAGER, HEAD, AUDITOR] = ['annamaria.greco', 'maria.rossi', 'chiara.ferrara'];

describeWith('database', 'who may open an entry, decided by the records manager by HTTP', () => {
  const office = useHttpOffice();
  const finds = async (username: string) =>
    (await (await office().as(username)).get('registrations?search=wolframio')).json<RegistrationPage>().items
      .length;
  const opens = async (username: string, id: string) =>
    (await (await office().as(username)).get(`registrations/${id}`)).statusCode === 200;

  it('follows at once in lists and search, and an assignee is added by the list', async () => {
    const { id, hash } = await office().registered<RegistrationDetail>({ subject: 'Esposto wolframio' });
    await office().app.get(IndexRegister).execute();
    const manager = await office().as(MANAGER);
    const head = await office().as(HEAD);
    expect([await opens(AUDITOR, id), await finds(AUDITOR)]).toEqual([true, 1]);
    const change = (list: object | null) =>
      manager.put(`registrations/${id}/reservation`, { list, reason: 'Dati di minori' });
    expect((await change({ personIds: [], officeIds: [] })).json()).toMatchObject({ reserved: true, hash });
    expect([await opens(AUDITOR, id), await finds(AUDITOR)]).toEqual([false, 0]);
    expect([await opens(CLERK, id), await finds(CLERK)]).toEqual([true, 1]); // who registered it
    const assign = async () =>
      (await office().as(CLERK)).post(`registrations/${id}/assignments`, {
        assignees: [{ officeId: head.officeId }],
      });
    expect((await assign()).json()).toMatchObject({ code: 'ASSIGNMENTS_ASSIGNEE_NOT_ON_LIST' });
    await change({ personIds: [], officeIds: [head.officeId] });
    expect((await assign()).statusCode).toBe(201);
    expect([await opens(HEAD, id), await finds(HEAD)]).toEqual([true, 1]);
    await change(null);
    expect([await opens(AUDITOR, id), await finds(AUDITOR)]).toEqual([true, 1]);
    const { rows } = await office().superuser.query<{ count: string }>(
      `SELECT count(*) FROM journal_entry WHERE stream_id = $1 AND type = 'registration.reservation-changed'`,
      [id],
    );
    expect(rows[0]!.count).toBe('3');
  });

  it('is decided with a reason, and by nobody else', async () => {
    const { id } = await office().registered();
    const { put } = await office().as(MANAGER);
    expect((await put(`registrations/${id}/reservation`, { list: null })).statusCode).toBe(422);
    for (const username of [CLERK, HEAD, AUDITOR]) {
      const desk = await office().as(username);
      expect(
        (await desk.put(`registrations/${id}/reservation`, { list: null, reason: 'x' })).statusCode,
      ).toBe(403);
    }
  });
});
