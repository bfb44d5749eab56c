import { newId } from '@libro-firma/kernel';
import { ROLES } from '../../../../src/organisation';
import { IndexRegister } from '../../../../src/protocol';
import type {
  AssignmentHistory,
  AssignmentPage,
  DeskCounts,
} from '../../../../src/protocol/http/assignments/assignments.schema';
import type { RegistrationPage } from '../../../../src/protocol/http/protocol.schema';
import { describeWith } from '../../../support/services';
import { appointAll, CLERK, useHttpOffice } from '../http-office';

jest.setTimeout(60_000);

const [MANAGER, HEAD, DRAFTER, OTHER_HEAD] = [
  'annamaria.greco',
  'maria.rossi',
  'giulia.bianchi',
  'rosalia.messina',
];

describeWith('database', 'assignments by HTTP', () => {
  const office = useHttpOffice();
  const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code;
  const assign = async (id: string, assignees: object[], username = CLERK) =>
    (await office().as(username)).post(`registrations/${id}/assignments`, { assignees });
  const box = async (username: string, name = 'WAITING') =>
    (await (await office().as(username)).get(`assignments?box=${name}&limit=100`)).json<AssignmentPage>()
      .items;
  const mine = async (username: string, id: string, name = 'WAITING') =>
    (await box(username, name)).find(({ registration }) => registration.id === id);
  const opens = async (username: string, id: string) =>
    (await (await office().as(username)).get(`registrations/${id}`)).statusCode === 200;
  const finds = async (username: string, words: string) =>
    (await (await office().as(username)).get(`registrations?search=${words}`))
      .json<RegistrationPage>()
      .items.map(({ id }) => id);
  const entry = async (more: object = {}): Promise<string> => {
    const { id } = await office().registered(more);
    await office().app.get(IndexRegister).execute();
    return id;
  };
  const history = async (id: string) =>
    (await (await office().as(CLERK)).get(`registrations/${id}/assignments`)).json<AssignmentHistory>().items;

  it('to an office: its head sees, finds and accepts the document; others do not', async () => {
    const { officeId } = await office().as(HEAD);
    const id = await entry({ subject: 'Perizia calcestruzzi armati' });
    expect([await opens(HEAD, id), await finds(HEAD, 'calcestruzzi')]).toEqual([false, []]);
    expect((await assign(id, [{ officeId, note: 'Per il parere' }])).statusCode).toBe(201);
    expect([await opens(HEAD, id), await finds(HEAD, 'calcestruzzi')]).toEqual([true, [id]]);
    expect([await opens(OTHER_HEAD, id), await finds(OTHER_HEAD, 'calcestruzzi')]).toEqual([false, []]);
    const waiting = await mine(HEAD, id);
    expect(waiting).toMatchObject({
      kind: 'COMPETENCE',
      state: 'PENDING',
      office: 'Lavori pubblici',
      note: 'Per il parere',
      person: null,
    });
    const { post } = await office().as(OTHER_HEAD);
    expect(codeOf(await post(`assignments/${waiting!.id}/accept`, { version: 1 }))).toBe(
      'ASSIGNMENTS_NOT_FOUND',
    );
    const head = await office().as(HEAD);
    expect((await head.post(`assignments/${waiting!.id}/accept`, { version: 1 })).statusCode).toBe(201);
    expect(codeOf(await head.post(`assignments/${waiting!.id}/accept`, { version: 2 }))).toBe(
      'ASSIGNMENTS_NOT_IN_THIS_STATE',
    );
    expect(await mine(HEAD, id, 'ACCEPTED')).toBeDefined();
  });

  it('to a person: he alone, whatever his role, sees it; refused, he sees it no more and it goes back', async () => {
    const { personId, officeId } = await office().as(DRAFTER);
    const id = await entry({ subject: 'Capitolato speciale piezometri' });
    expect(
      (
        await assign(id, [
          { officeId, personId, kind: 'KNOWLEDGE' },
          { officeId, personId },
        ])
      ).statusCode,
    ).toBe(201);
    expect([await opens(DRAFTER, id), await finds(DRAFTER, 'piezometri')]).toEqual([true, [id]]);
    const both = (await box(DRAFTER)).filter(({ registration }) => registration.id === id);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['COMPETENCE', 'KNOWLEDGE']);
    const { post } = await office().as(DRAFTER);
    expect((await post(`assignments/${both[0]!.id}/refuse`, { version: 1 })).statusCode).toBe(422);
    for (const { id: assignmentId } of both)
      expect(
        (await post(`assignments/${assignmentId}/refuse`, { version: 1, reason: 'Non è di mia competenza' }))
          .statusCode,
      ).toBe(201);
    expect([await opens(DRAFTER, id), await finds(DRAFTER, 'piezometri')]).toEqual([false, []]);
    expect(await mine(CLERK, id, 'SENT_BACK')).toMatchObject({
      state: 'REFUSED',
      reason: 'Non è di mia competenza',
    });
    expect((await history(id)).map(({ state, decidedBy }) => [state, decidedBy])).toEqual([
      ['REFUSED', 'Giulia Bianchi'],
      ['REFUSED', 'Giulia Bianchi'],
    ]);
  });

  it('moved to another at once, with the history of both', async () => {
    const [head, other] = [await office().as(HEAD), await office().as(OTHER_HEAD)];
    const id = await entry();
    await assign(id, [{ officeId: head.officeId }]);
    const [first] = await history(id);
    const clerk = await office().as(CLERK);
    const move = { officeId: other.officeId, version: 1, reason: 'Spetta ai tributi' };
    expect((await clerk.post(`assignments/${first!.id}/reassign`, move)).statusCode).toBe(201);
    expect([await opens(HEAD, id), await opens(OTHER_HEAD, id)]).toEqual([false, true]);
    expect((await history(id)).map(({ state, office: name }) => [state, name])).toEqual([
      ['WITHDRAWN', 'Lavori pubblici'],
      ['PENDING', 'Tributi'],
    ]);
    expect(codeOf(await clerk.post(`assignments/${first!.id}/reassign`, move))).toBe(
      'ASSIGNMENTS_NOT_IN_THIS_STATE',
    );
    const { rows } = await office().superuser.query<{ type: string }>(
      `SELECT type FROM journal_entry WHERE stream = 'registration' AND stream_id = $1 ORDER BY sequence`,
      [id],
    );
    expect(rows.map(({ type }) => type)).toEqual([
      'registration.committed',
      'registration.assigned',
      'registration.assignment-withdrawn',
      'registration.assigned',
    ]);
  });

  it('a head assigns on within his office, what is assigned to it, and nothing else', async () => {
    const head = await office().as(HEAD);
    const other = await office().as(OTHER_HEAD);
    const id = await entry();
    expect(codeOf(await assign(id, [{ officeId: head.officeId, personId: head.personId }], HEAD))).toBe(
      'PROTOCOL_REGISTRATION_NOT_FOUND',
    );
    await assign(id, [{ officeId: head.officeId }]);
    const { rows } = await office().superuser.query<{ id: string }>(
      `SELECT id FROM person WHERE username = 'niccolo.damico'`,
    );
    expect((await assign(id, [{ officeId: head.officeId, personId: rows[0]!.id }], HEAD)).statusCode).toBe(
      201,
    );
    expect(await opens('niccolo.damico', id)).toBe(true);
    expect(codeOf(await assign(id, [{ officeId: other.officeId }], HEAD))).toBe(
      'ASSIGNMENTS_NOT_YOURS_TO_ASSIGN',
    );
    expect(codeOf(await assign(id, [{ officeId: head.officeId }]))).toBe('ASSIGNMENTS_ALREADY_ASSIGNED');
    expect((await assign(id, [{ officeId: head.officeId }], DRAFTER)).statusCode).toBe(403);
  });

  it.each([
    ['an office that is not there', () => ({ officeId: newId() })],
    [
      'a person who is not there',
      async () => ({ officeId: (await office().as(HEAD)).officeId, personId: newId() }),
    ],
    [
      'a person of another office',
      async () => ({
        officeId: (await office().as(HEAD)).officeId,
        personId: (await office().as(OTHER_HEAD)).personId,
      }),
    ],
    ['an office of another AOO', async () => ({ officeId: (await office().as('luca.marino')).officeId })],
  ])('never to %s', async (_name, assignee) => {
    expect(codeOf(await assign(await entry(), [await assignee()]))).toBe('ASSIGNMENTS_ASSIGNEE_UNKNOWN');
  });

  it('a reserved document only to those on its list; who is taken off sees and is counted it no more', async () => {
    const head = await office().as(HEAD);
    const other = await office().as(OTHER_HEAD);
    const id = await entry({
      subject: 'Segnalazione riservata xilofono',
      reserved: { personIds: [head.personId], officeIds: [] },
    });
    expect(codeOf(await assign(id, [{ officeId: other.officeId }]))).toBe('ASSIGNMENTS_ASSIGNEE_NOT_ON_LIST');
    expect((await assign(id, [{ officeId: head.officeId, personId: head.personId }])).statusCode).toBe(201);
    expect([await opens(HEAD, id), await finds(HEAD, 'xilofono')]).toEqual([true, [id]]);
    const count = async () => (await head.get('desk-counts')).json<DeskCounts>().assignments;
    const before = await count();
    await office().superuser.query(
      `INSERT INTO registration_reservation (registration_id, sequence, body_id, reserved, person_ids, office_ids, decided_at)
       VALUES ($1, 2, $2, true, '{}', '{}', now())`,
      [id, head.bodyId],
    );
    await office()
      .app.get(IndexRegister)
      .refresh([])
      .catch(() => undefined);
    expect(await opens(HEAD, id)).toBe(false);
    expect(await mine(HEAD, id)).toBeUndefined();
    expect(await count()).toBe(before - 1);
  });

  it('show, as each role, what is assigned to that person in lists, search and counts, and nothing else', async () => {
    await appointAll(office());
    const id = await entry({ subject: 'Documento quokka' });
    const hidden = await entry({ subject: 'Altro quokka' });
    for (const role of ROLES) {
      const person = await office().as(`prova.${role}`);
      const works = !['administrator', 'operator'].includes(role);
      const seesAll = ['records-manager', 'records-manager-vicar', 'protocol-operator', 'auditor'].includes(
        role,
      );
      const before = works ? await finds(`prova.${role}`, 'quokka') : [];
      expect([role, before.includes(hidden)]).toEqual([role, seesAll]);
      await assign(id, [{ officeId: person.officeId, personId: person.personId }]);
      const list = await person.get('assignments');
      expect([role, list.statusCode]).toEqual([role, works ? 200 : 403]);
      if (!works) continue;
      expect(await opens(`prova.${role}`, id)).toBe(true);
      expect([role, (await finds(`prova.${role}`, 'quokka')).sort()]).toEqual([
        role,
        seesAll ? [id, hidden].sort() : [id],
      ]);
      const listed = (await box(`prova.${role}`)).map(({ registration }) => registration.id);
      // A head has also what was assigned to the office as a whole.
      expect([role, role === 'office-head' ? listed[0] : listed]).toEqual([
        role,
        role === 'office-head' ? id : [id],
      ]);
      expect((await person.get('desk-counts')).json<DeskCounts>().assignments).toBe(listed.length);
      expect(await opens(`prova.${role}`, hidden)).toBe(seesAll);
    }
  }, 60_000);

  it('of the records manager are seen by himself as of all others', async () => {
    expect(await opens(MANAGER, await entry())).toBe(true);
  });
});
