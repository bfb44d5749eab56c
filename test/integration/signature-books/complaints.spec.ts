import type { NotificationPage } from '../../../src/notifications/http/notifications.schema';
import { useApplication } from '../../support/application';
import { eventually } from '../../support/eventually';
import { aPdf } from '../../support/pdfs';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { codeOf, onRequest, onTask, personId, setPolicy, started } from '../../support/route';
import { describeWith } from '../../support/services';
import { Course, REASON } from '../../support/transitions';

jest.setTimeout(240_000);

const HOUR_MS = 3_600_000;

/** What users of other signature books complain of most, in the numbers of the study that ranked it. */
describeWith('database', 'a complaint about other signature books', () => {
  const app = useApplication();
  let course: Course;
  let ids: Record<'signer' | 'endorser' | 'drafter' | 'taxes', string>;

  beforeAll(async () => {
    course = await Course.open(app());
    ids = {
      signer: await personId(app(), PEOPLE.signer),
      endorser: await personId(app(), PEOPLE.endorser),
      drafter: await personId(app(), PEOPLE.drafter),
      taxes: await personId(app(), PEOPLE.signerOfTaxes),
    };
  });

  const told = async (desk: Desk) =>
    (await desk.must<NotificationPage>(desk.get('notifications?limit=100'))).items.map(({ text }) => text);
  const seenBy = (id: string, desk: Desk) => course.office.read(id, desk);
  const returned = async (id: string, desk: Desk, reason = REASON) =>
    onTask(desk, await seenBy(id, desk), 'return', { reason, immediate: true });

  it('5: reviewers accept or return many at once', async () => {
    const { office } = course;
    const acts = [await office.toEndorse(), await office.toEndorse(), await office.toEndorse()];
    for (const { myTask } of acts)
      await office.endorser.must(
        office.endorser.put(`tasks/${myTask!.id}/mark`, {
          version: myTask!.version,
          mark: 'RETURN',
          reason: REASON,
        }),
      );
    const marked = await Promise.all(acts.map(({ id }) => seenBy(id, office.endorser)));
    const { outcomes } = await office.endorser.must<{ outcomes: { done: string }[] }>(
      office.endorser.post('tasks/execute-marks', { items: office.choose(...marked) }),
    );
    expect(outcomes.map(({ done }) => done)).toEqual(['RETURNED', 'RETURNED', 'RETURNED']);
  });

  it('11: a signing request can be given to somebody else', async () => {
    const { office, stranger } = course;
    const request = await office.toSign();
    const to = { kind: 'person', personId: ids.taxes };
    await office.drafter.must(onTask(office.drafter, request, 'transfer', { to, reason: REASON }));
    expect((await seenBy(request.id, stranger)).myTask!.kind).toBe('SIGN');
  });

  it('14: for a drafter who is away the head of his office acts', async () => {
    const { office } = course;
    const { id } = await office.toEndorse();
    await office.signer.must(
      course.on(office.signer, id, 'extend', { dueOn: course.inDays(9), reason: REASON }),
    );
    await office.signer.must(course.on(office.signer, id, 'recall', { reason: REASON }));
    expect((await office.read(id)).state).toBe('RECALLED');
  });

  it('15 and 18: who returned it and why reaches the drafter, and stands in its story', async () => {
    const { office } = course;
    const { id } = await office.toEndorse();
    const reason = 'La tabella 2 non torna';
    await office.endorser.must(returned(id, office.endorser, reason));
    await app().drain();
    expect((await told(office.drafter))[0]).toContain(reason);
    expect((await office.read(id)).timeline.at(-1)).toMatchObject({ actor: 'Niccolò D’Amico', note: reason });
  });

  it('16: after a return nobody signs any more, not even for a moment', async () => {
    const { office, stranger } = course;
    const { id } = await started(office, [{ kind: 'SIGN', holderIds: [ids.signer, ids.taxes] }]);
    const seen = await seenBy(id, stranger);
    await office.signer.must(returned(id, office.signer));
    const late = await stranger.post('signing-batches', { items: office.choose(seen) });
    expect([late.status, codeOf(late)]).toEqual([409, 'SIGNATURE_BOOKS_CHANGED_MEANWHILE']);
  });

  it('17: who has signed cannot return it and lose his signature', async () => {
    const { office } = course;
    const { id } = await started(office, [
      { kind: 'SIGN', holderIds: [ids.signer] },
      { kind: 'ENDORSE', holderIds: [ids.signer] },
      { kind: 'SIGN', holderIds: [ids.taxes] },
    ]);
    await office.sign(await seenBy(id, office.signer));
    expect(codeOf(await returned(id, office.signer))).toBe('SIGNATURE_BOOKS_SIGNER_RETURNS_NOT');
    expect((await office.read(id)).files[0]!.signatures).toBe(1);
  });

  it('19: a drafter who is in the route returns it like anybody else', async () => {
    const { office } = course;
    const { id } = await started(office, [
      { kind: 'READ', holderIds: [ids.drafter] },
      { kind: 'SIGN', holderIds: [ids.signer] },
    ]);
    expect((await office.read(id)).actions).toContain('return');
    await office.drafter.must(returned(id, office.drafter));
    expect((await office.read(id)).state).toBe('RETURNED');
  });

  it('20: a completed act is annulled by an act, with the name of who decided', async () => {
    const { office, keeper } = course;
    const request = await office.toSign();
    await office.sign(request);
    const { registrationId } = await office.read(request.id);
    await course.annul(registrationId!);
    const entry = await keeper.must<{ annulments: { decidedBy: string }[] }>(
      keeper.get(`registrations/${registrationId!}`),
    );
    expect(entry.annulments[0]!.decidedBy).toBe('Anna Maria Greco');
    expect((await office.read(request.id)).annulledAt).not.toBeNull();
  });

  it('21 and 40: sent again, it keeps its reviewers and the revision before it', async () => {
    const { office } = course;
    const { id } = await office.toEndorse();
    await office.endorser.must(returned(id, office.endorser));
    await office.drafter.must(course.on(office.drafter, id, 'revise'));
    const again = await office.read(id);
    expect(again.steps.map(({ addressees }) => addressees.map(({ label }) => label))).toEqual([
      ['Niccolò D’Amico'],
      ['Maria Rossi'],
    ]);
    const before = await office.drafter.must<{ steps: { state: string }[] }>(
      office.drafter.get(`signing-requests/${id}?revision=1`),
    );
    expect(before.steps.map(({ state }) => state)).toEqual(['CLOSED', 'CLOSED']);
  });

  it('24: nobody is told before the document is there', async () => {
    const { office } = course;
    await app().stopWorkers();
    const subject = `Prima dei controlli ${course.inDays(0)}`;
    const { id } = await office.written({ subject });
    expect((await told(office.endorser)).filter((text) => text.includes(subject))).toEqual([]);
    await app().startWorker();
    await app().drain();
    expect((await told(office.endorser)).filter((text) => text.includes(subject))).toHaveLength(1);
    expect((await seenBy(id, office.endorser)).files[0]!.frozenSha256).not.toBeNull();
  });

  it('25: all signed is never pending for ever: what a worker left is done by the next', async () => {
    const { office } = course;
    const request = await office.toSign();
    const batch = await office.openBatch(request);
    await app().drain();
    await office.signer.must(office.authorise(batch.id));
    await app().stopWorkers();
    await app().startWorker();
    await office.signaturesEnd(batch.id);
    await course.becomes(request.id, 'ARCHIVED');
  });

  it('27: asked for twice, a number is one', async () => {
    const { office, clerk } = course;
    const id = await course.signedAndHeld();
    await app().superuser.query(
      `UPDATE signing_request SET registration = jsonb_set(registration, '{classificationCode}', '"6.1"') WHERE id = $1`,
      [id],
    );
    const held = await office.read(id, clerk);
    const both = await Promise.all([
      onRequest(clerk, held, 'retry-number'),
      onRequest(course.keeper, held, 'retry-number'),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await app().drain();
    expect((await office.read(id)).numbers).toHaveLength(1);
  });

  it('35: a role that only reads signs and endorses nothing', async () => {
    const { office } = course;
    const auditor = await logIn(app(), PEOPLE.auditor);
    const request = await office.toSign();
    expect((await auditor.get(`signing-requests/${request.id}`)).status).toBe(200);
    expect((await onTask(auditor, request, 'return', { reason: REASON })).status).toBe(403);
    expect((await auditor.post('signing-batches', { items: office.choose(request) })).status).toBe(403);
  });

  it('38: a long subject and a comma in a file’s name break nothing', async () => {
    const { office } = course;
    const subject = `Determina ${'per la manutenzione straordinaria '.repeat(20)}fine`;
    const main = await office.uploaded('atto, con virgola; e «segni».pdf', await aPdf('Atto'));
    const content = { ...(await office.content()), subject, mainDocumentId: main.id };
    const { id } = await office.drafter.must<{ id: string }>(
      office.drafter.post('signing-requests', content),
    );
    await app().drain();
    const shown = await office.read(id);
    expect(shown.subject).toBe(subject.trim());
    const file = await office.drafter.get(`signing-requests/${id}/files/${shown.files[0]!.id}/content`);
    expect([file.status, String(file.headers['content-disposition'])]).toEqual([
      200,
      expect.stringContaining('virgola'),
    ]);
  });

  it('22: reminders come by themselves before a step is due, and its superior is told when it is late', async () => {
    await setPolicy(app(), { stepHours: 10 });
    const { office } = course;
    const subject = 'Con un termine di dieci ore';
    const { id } = await office.toEndorse({ subject, urgent: true });
    const dueAt = Date.parse((await office.read(id)).steps[0]!.dueAt!);
    app().clock.advance(dueAt - app().clock.now().getTime() - 3 * HOUR_MS);
    await course.daysPass(0);
    await eventually('reminded', async () =>
      (await told(course.office.endorser)).includes(`In scadenza: ${subject}`),
    );
    app().clock.advance(4 * HOUR_MS);
    await course.daysPass(0);
    await eventually('escalated', async () =>
      (await told(course.office.signer)).some((text) => text.startsWith('In ritardo')),
    );
    await setPolicy(app(), { stepHours: null });
  });

  it('23: a new deadline takes the place of the old one, and unlocks the signer', async () => {
    await setPolicy(app(), { deadline: 'hard' });
    const { office } = course;
    const { id } = await started(office, (await office.content()).route, { dueOn: course.inDays(1) });
    await office.drafter.must(
      course.on(office.drafter, id, 'extend', { dueOn: course.inDays(30), reason: REASON }),
    );
    await course.daysPass(5);
    const alive = await seenBy(id, course.office.endorser);
    expect([alive.state, (await course.office.endorse(alive)).status]).toEqual(['IN_ROUTE', 200]);
    await setPolicy(app(), { deadline: 'soft' });
  });
});
