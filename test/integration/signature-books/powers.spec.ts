import { legalDate } from '@libro-firma/kernel';
import type { CoverView, PowersView } from '../../../src/organisation';
import { useApplication } from '../../support/application';
import { Office } from '../../support/office';
import { appoint, type Desk, logIn, PEOPLE } from '../../support/people';
import { codeOf, officeId, onTask, personId, started } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

describeWith('database', 'the powers of people', () => {
  const app = useApplication();
  let office: Office;
  let delegate: Desk;
  let ids: Record<'signer' | 'endorser' | 'delegate' | 'drafter', string>;

  beforeAll(async () => {
    office = await Office.open(app());
    delegate = await logIn(app(), PEOPLE.signerOfTaxes);
    ids = {
      signer: await personId(app(), PEOPLE.signer),
      endorser: await personId(app(), PEOPLE.endorser),
      delegate: await personId(app(), PEOPLE.signerOfTaxes),
      drafter: await personId(app(), PEOPLE.drafter),
    };
  });

  const days = (from: number, to: number) => {
    const day = (ahead: number) => legalDate(new Date(app().clock.now().getTime() + ahead * 86_400_000));
    return { validFrom: day(from), validTo: day(to) };
  };
  const delegation = (more: object = {}) => ({
    delegateId: ids.delegate,
    actReference: 'Determina n. 12/2026',
    reason: 'Assenza programmata',
    kinds: ['SIGN', 'ENDORSE'],
    ...days(0, 5),
    ...more,
  });
  const delegated = async (more: object = {}) =>
    (await office.signer.must<{ id: string }>(office.signer.post('delegations', delegation(more)))).id;
  const revoke = (id: string, by = office.signer) =>
    by.post(`delegations/${id}/revoke`, { reason: 'Rientro anticipato' });
  const signBy = async (desk: Desk, requestId: string) => {
    const seen = await office.read(requestId, desk);
    const { id } = await desk.must<{ id: string }>(
      desk.post('signing-batches', { items: office.choose(seen) }),
    );
    await desk.must(desk.post(`signing-batches/${id}/authorise`, { pin: '24681357' }));
    await office.signaturesEnd(id);
  };

  it('T11: a delegation covers what already waits, stands in row, page and log, and ends when it is revoked', async () => {
    const request = await office.toSign();
    expect((await delegate.get(`signing-requests/${request.id}`)).status).toBe(404);
    const id = await delegated();
    const { items } = await office.queue(delegate);
    const row = items.find((item) => item.requestId === request.id)!;
    expect(row.capacity).toBe('per delega di Maria Rossi (Determina n. 12/2026)');
    expect(row.why).toContain('per delega di Maria Rossi');
    await signBy(delegate, request.id);
    const signed = await office.read(request.id);
    const entry = signed.timeline.find(({ type }) => type === 'signing-request.signature-made');
    expect(entry).toMatchObject({
      actor: 'Rosalia Messina',
      onBehalfOf: 'Maria Rossi',
      capacity: row.capacity,
    });
    expect(signed.steps[1]!.tasks[0]).toMatchObject({ actedBy: 'Rosalia Messina', holder: 'Maria Rossi' });

    const second = await office.toSign();
    const seen = await office.read(second.id, delegate);
    expect((await revoke(id, await logIn(app(), PEOPLE.drafterOfTaxes))).status).toBe(404);
    await office.signer.must(revoke(id));
    expect(codeOf(await revoke(id))).toBe('ORGANISATION_POWER_OVER_ALREADY');
    expect((await delegate.post('signing-batches', { items: office.choose(seen) })).status).toBe(404);
    expect((await delegate.get(`signing-requests/${second.id}`)).status).toBe(404);
  });

  it('a revocation stops what the device has not been sent yet', async () => {
    const request = await office.toSign();
    const id = await delegated();
    const seen = await office.read(request.id, delegate);
    const batch = await delegate.must<{ id: string }>(
      delegate.post('signing-batches', { items: office.choose(seen) }),
    );
    await app().drain();
    await office.signer.must(revoke(id));
    await delegate.must(delegate.post(`signing-batches/${batch.id}/authorise`, { pin: '24681357' }));
    await office.signaturesEnd(batch.id);
    const { items } = await delegate.must<{ items: { failure: { code: string } }[] }>(
      delegate.get(`signing-batches/${batch.id}`),
    );
    expect(items[0]!.failure.code).toBe('SIGNATURE_BOOKS_POWER_ENDED');
    expect((await office.read(request.id)).files[0]!.signatures).toBe(0);
  });

  it('a delegation holds only for its kinds, types, amount and days, and is not passed on', async () => {
    const request = await office.toSign();
    const reaches = async (desk = delegate) =>
      (await desk.get(`signing-requests/${request.id}`)).status === 200;
    const [type] = (
      await app().superuser.query<{ id: string }>(
        `SELECT id FROM document_type WHERE code = 'SENZA-PROTOCOLLO' LIMIT 1`,
      )
    ).rows;
    await app().superuser.query('UPDATE signing_request SET amount = 1000 WHERE id = $1', [request.id]);
    for (const [more, expected] of [
      [{ kinds: ['ENDORSE'] }, false],
      [{ documentTypeIds: [type!.id] }, false],
      [{ amountLimit: 999.99 }, false],
      [{ amountLimit: 1000 }, true],
      [days(1, 5), false],
      [{}, true],
    ] as const) {
      const id = await delegated(more);
      expect([more, await reaches()]).toEqual([more, expected]);
      await office.signer.must(revoke(id));
    }
    const id = await delegated();
    const third = await logIn(app(), PEOPLE.endorser);
    const onward = await delegate.must<{ id: string }>(
      delegate.post('delegations', { ...delegation({ delegateId: ids.endorser }), kinds: ['SIGN'] }),
    );
    const before = await office.toSign({ subject: 'Solo per delega diretta' });
    expect((await third.get('tasks?kind=SIGN')).body).toMatchObject({ items: [] });
    expect(await reaches()).toBe(true);
    await delegate.must(revoke(onward.id, delegate));
    await office.signer.must(revoke(id));
    expect(before.state).toBe('IN_ROUTE');
  });

  it('a delegation falls with the appointment of who gave it', async () => {
    const request = await office.toSign();
    const id = await delegated();
    const seen = await office.read(request.id, delegate);
    await app().superuser.query(`UPDATE appointment SET valid_to = '2026-01-02' WHERE person_id = $1`, [
      ids.signer,
    ]);
    try {
      const opened = await delegate.post('signing-batches', { items: office.choose(seen) });
      expect(opened.status).toBe(404);
    } finally {
      await app().superuser.query('UPDATE appointment SET valid_to = NULL WHERE person_id = $1', [
        ids.signer,
      ]);
    }
    await office.signer.must(revoke(id));
  });

  it('T12: in an absence the first substitute who is present acts, and only while it lasts', async () => {
    const request = await office.toSign();
    const administrator = await logIn(app(), PEOPLE.administrator);
    const order = {
      personId: ids.signer,
      substituteIds: [ids.endorser, ids.delegate],
      actReference: 'Decreto n. 3',
      validFrom: days(0, 0).validFrom,
    };
    expect((await office.drafter.put('substitutes', order)).status).toBe(403);
    await administrator.must(administrator.put('substitutes', order));
    const sees = async () => (await delegate.get(`signing-requests/${request.id}`)).status;
    expect(await sees()).toBe(404);
    const away = (person: string) =>
      administrator.must<{ id: string }>(
        administrator.post('absences', { personId: person, reason: 'Ferie', ...days(0, 2) }),
      );
    const absence = await away(ids.signer);
    expect(await sees()).toBe(404); // the first of the order is there
    const first = await away(ids.endorser);
    expect(await sees()).toBe(200);
    await signBy(delegate, request.id);
    const signed = await office.read(request.id);
    expect(signed.steps[1]!.tasks[0]!.capacity).toBe('in sostituzione di Maria Rossi (Decreto n. 3)');
    expect((await delegate.post(`absences/${absence.id}/end`)).status).toBe(404);
    await administrator.must(administrator.post(`absences/${first.id}/end`));
    await administrator.must(administrator.post(`absences/${absence.id}/end`));
    const next = await office.toSign();
    expect((await delegate.get(`signing-requests/${next.id}`)).status).toBe(404);
  });

  it('shows the days on which nobody could sign, and to each his own powers', async () => {
    const administrator = await logIn(app(), PEOPLE.administrator);
    const absent = await administrator.must<{ id: string }>(
      administrator.post('absences', { personId: ids.delegate, reason: 'Ferie', ...days(2, 3) }),
    );
    const { uncovered } = await administrator.must<CoverView>(administrator.get('powers/cover?days=7'));
    const ofTaxes = uncovered
      .filter((day) => day.office === 'Tributi' && day.role === 'signer')
      .map(({ day }) => day);
    expect(ofTaxes).toEqual([days(2, 2).validFrom, days(3, 3).validFrom]);
    const mine = await office.drafter.must<PowersView>(office.drafter.get('powers'));
    expect([mine.delegations, mine.absences]).toEqual([[], []]);
    await administrator.must(administrator.post(`absences/${absent.id}/end`));
  });

  it.each([
    ['ORGANISATION_NOT_YOUR_POWER', 403, () => ({ delegatorId: ids.endorser })],
    ['ORGANISATION_NOT_TO_ONESELF', 422, () => ({ delegateId: ids.signer })],
    ['ORGANISATION_DAYS_IN_THE_WRONG_ORDER', 422, () => days(3, 1)],
    ['ORGANISATION_DAYS_IN_THE_WRONG_ORDER', 422, () => days(-5, -3)],
    ['ORGANISATION_NO_SUCH_PERSON', 422, () => ({ delegateId: '019a0000-0000-7000-8000-000000000000' })],
  ])('a delegation that cannot be is refused with %s', async (code, status, more) => {
    const answer = await office.signer.post('delegations', delegation(more()));
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  it('T4: of a seat whoever holds it acts, one at a time', async () => {
    await appoint(app(), { username: 'vista.seconda', roles: ['endorser'], officeCode: 'LLPP' });
    const colleague = await logIn(app(), 'vista.seconda');
    const seat = { kind: 'seat', officeId: await officeId(app(), 'LLPP'), role: 'endorser' };
    const { id } = await started(office, [
      { kind: 'ENDORSE', addressees: [seat] },
      { kind: 'SIGN', holderIds: [ids.signer] },
    ]);
    const seen = await office.read(id, colleague);
    expect(seen.why).toContain('è il suo incarico');
    await colleague.must(onTask(colleague, seen, 'claim'));
    const held = await office.read(id, office.endorser);
    const sha256 = held.files[0]!.currentSha256;
    const second = await onTask(office.endorser, held, 'endorse', { sha256, immediate: true });
    expect(codeOf(second)).toBe('SIGNATURE_BOOKS_HELD_BY_A_COLLEAGUE');
    expect((await office.queue(office.endorser)).items.find((item) => item.requestId === id)!.heldBy).toBe(
      'Ospite vista.seconda',
    );
    const mine = await office.read(id, colleague);
    await colleague.must(onTask(colleague, mine, 'endorse', { sha256, immediate: true }));
    expect((await office.read(id)).steps[0]!.tasks[0]!.actedBy).toBe('Ospite vista.seconda');
  });

  it('T25: what is addressed to somebody whose power has ended goes to who holds his seat now', async () => {
    await appoint(app(), { username: 'vista.uscente', roles: ['endorser'], officeCode: 'LLPP' });
    const leaving = await personId(app(), 'vista.uscente');
    const { id } = await started(office, [
      { kind: 'ENDORSE', holderIds: [leaving] },
      { kind: 'SIGN', holderIds: [ids.signer] },
    ]);
    await app().superuser.query(`UPDATE appointment SET valid_to = '2026-06-30' WHERE person_id = $1`, [
      leaving,
    ]);
    await app().lapseTasks();
    const lapsed = await office.read(id, office.endorser);
    expect(lapsed.steps[0]!.tasks.map((task) => task.state)).toEqual(['LAPSED', 'PENDING']);
    expect(lapsed.myTask!.kind).toBe('ENDORSE');
  });
});
