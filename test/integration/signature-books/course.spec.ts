import { useApplication } from '../../support/application';
import { eventually } from '../../support/eventually';
import { A_RECIPIENT, Office } from '../../support/office';
import { type Desk, logIn, PEOPLE } from '../../support/people';
import { codeOf, onRequest, onTask, personId, setPolicy, started } from '../../support/route';
import { describeWith } from '../../support/services';

jest.setTimeout(180_000);

const REASON = 'Serve un chiarimento';
const DAY_MS = 86_400_000;

/** Each transition by the person it is for, and refused to the others. T1 to T3, T22, T26, T27 and T30: signing-flow. */
describeWith('database', 'the course of a request', () => {
  const app = useApplication();
  let office: Office;
  let stranger: Desk;

  beforeAll(async () => {
    await logInAgain();
  });
  afterEach(() => setPolicy(app(), { deadline: 'soft', unansweredReturns: false, mustRead: false }));

  /** Logins end with the hours that a test lets pass. */
  async function logInAgain(): Promise<void> {
    office = await Office.open(app());
    stranger = await logIn(app(), PEOPLE.signerOfTaxes);
  }

  const inDays = (days: number) =>
    new Date(app().clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);

  it('T6 and T32: a visto can be taken back by who gave it, until the window ends; then it stands', async () => {
    const request = await office.toEndorse();
    const sha256 = request.files[0]!.currentSha256;
    expect((await onTask(office.endorser, request, 'endorse', { sha256 })).body).toMatchObject({
      state: 'DECIDED',
    });
    const decided = await office.read(request.id, office.endorser);
    expect(decided).toMatchObject({ state: 'IN_ROUTE', actions: ['take-back'] });
    const refused = await stranger.post(`tasks/${decided.myTask!.id}/take-back`, {
      version: decided.myTask!.version,
    });
    expect(refused.status).toBe(404);
    expect((await onTask(office.endorser, decided, 'take-back')).body).toMatchObject({ state: 'PENDING' });
    const again = await office.read(request.id, office.endorser);
    await office.endorser.must(onTask(office.endorser, again, 'endorse', { sha256 }));
    app().clock.advance(16_000);
    await eventually('the visto stands', async () => {
      const { steps } = await office.read(request.id);
      return steps[0]!.state === 'SATISFIED' && steps[1]!.state === 'OPEN';
    });
    const late = await office.read(request.id, office.endorser);
    const task = late.steps[0]!.tasks[0]!;
    const tooLate = await office.endorser.post(`tasks/${task.id}/take-back`, { version: task.version });
    expect(codeOf(tooLate)).toBe('SIGNATURE_BOOKS_TOO_LATE_TO_TAKE_BACK');
    expect(late.timeline.map((entry) => entry.type)).toContain('signing-request.decision-taken-back');
  });

  it('T15: while a return may be taken back nobody decides otherwise, and then it is returned', async () => {
    const [one, other] = [await personId(app(), PEOPLE.endorser), await personId(app(), PEOPLE.signer)];
    const { id } = await started(office, [
      { kind: 'ENDORSE', holderIds: [one, other] },
      { kind: 'SIGN', holderIds: [other] },
    ]);
    const seen = await office.read(id, office.endorser);
    await office.endorser.must(
      onTask(office.endorser, seen, 'return', { reason: REASON, reasonCode: 'WORDING' }),
    );
    const bySigner = await office.read(id, office.signer);
    const blocked = await onTask(office.signer, bySigner, 'endorse', {
      sha256: seen.files[0]!.currentSha256,
    });
    expect([blocked.status, codeOf(blocked)]).toEqual([409, 'SIGNATURE_BOOKS_BEING_RETURNED']);
    app().clock.advance(16_000);
    await eventually('returned', async () => (await office.read(id)).state === 'RETURNED');
    expect(await office.read(id)).toMatchObject({ returnReason: REASON, actions: ['revise', 'cancel'] });
    const unknown = await onTask(office.endorser, await office.toEndorse(), 'return', {
      reason: REASON,
      reasonCode: 'NO_SUCH',
    });
    expect(codeOf(unknown)).toBe('SIGNATURE_BOOKS_REASON_NEEDED');
  });

  it('T18, T19 and T19a: a question stops the clocks until who is asked answers, or the asker takes it back', async () => {
    const request = await started(office, [
      { kind: 'ENDORSE', holderIds: [await personId(app(), PEOPLE.endorser)], dueHours: 8 },
      { kind: 'SIGN', holderIds: [await personId(app(), PEOPLE.signer)] },
    ]);
    const seen = await office.read(request.id, office.endorser);
    const dueAt = new Date(seen.steps[0]!.dueAt!).getTime();
    await office.endorser.must(
      onTask(office.endorser, seen, 'question', { question: 'Perché oggi?', dueOn: inDays(3) }),
    );
    const suspended = await office.read(request.id);
    expect(suspended).toMatchObject({ state: 'SUSPENDED', question: { text: 'Perché oggi?' } });
    expect(suspended.actions).toContain('answer');
    const still = await office.read(request.id, office.endorser);
    const early = await onTask(office.endorser, still, 'endorse', { sha256: seen.files[0]!.currentSha256 });
    expect(codeOf(early)).toBe('SIGNATURE_BOOKS_NOT_ALLOWED_NOW');
    expect((await onRequest(stranger, suspended, 'answer', { answer: 'Io no' })).status).toBe(404);
    expect(codeOf(await onRequest(office.endorser, suspended, 'answer', { answer: 'Io' }))).toBe(
      'SIGNATURE_BOOKS_NOT_ASKED_OF_YOU',
    );
    app().clock.advance(3_600_000);
    await office.drafter.must(onRequest(office.drafter, suspended, 'answer', { answer: 'Scade domani' }));
    const resumed = await office.read(request.id, office.endorser);
    expect(resumed.state).toBe('IN_ROUTE');
    expect(new Date(resumed.steps[0]!.dueAt!).getTime() - dueAt).toBeGreaterThanOrEqual(3_600_000);
    expect(resumed.timeline.find((entry) => entry.type === 'signing-request.answered')?.answer).toBe(
      'Scade domani',
    );
    await office.endorser.must(onTask(office.endorser, resumed, 'question', { question: 'E poi?' }));
    const again = await office.read(request.id);
    expect(codeOf(await onRequest(office.drafter, again, 'withdraw-question'))).toBe(
      'SIGNATURE_BOOKS_NOT_ASKED_BY_YOU',
    );
    await office.endorser.must(onRequest(office.endorser, again, 'withdraw-question'));
    expect((await office.read(request.id)).state).toBe('IN_ROUTE');
  });

  it('T20: unanswered, the request goes back where the type says so', async () => {
    await setPolicy(app(), { unansweredReturns: true });
    const request = await office.toEndorse();
    await office.endorser.must(
      onTask(office.endorser, request, 'question', { question: 'Quale capitolo?', dueOn: inDays(1) }),
    );
    app().clock.advance(3 * DAY_MS);
    await logInAgain();
    await eventually('returned', async () => (await office.read(request.id)).state === 'RETURNED');
    expect((await office.read(request.id)).timeline.at(-1)).toMatchObject({ actor: null });
  });

  it('T16 and T17: what is not mine stands blocked for who addresses it anew, and for nobody else', async () => {
    const request = await office.toEndorse();
    await office.endorser.must(
      onTask(office.endorser, request, 'decline', { reason: 'Non è del mio ufficio' }),
    );
    const declined = await office.read(request.id);
    expect(declined.blocked?.code).toBe('NO_HOLDER');
    const task = declined.steps[0]!.tasks[0]!;
    const to = { kind: 'person', personId: await personId(app(), PEOPLE.signer) };
    const give = (desk: Desk) =>
      desk.post(`tasks/${task.id}/transfer`, { version: task.version, to, reason: 'Provi lei' });
    expect((await give(stranger)).status).toBe(404);
    expect((await give(office.endorser)).status).toBe(404);
    await office.drafter.must(give(office.drafter));
    const readdressed = await office.read(request.id, office.signer);
    expect([readdressed.blocked, readdressed.myTask!.kind]).toEqual([null, 'ENDORSE']);
    const back = { kind: 'person', personId: await personId(app(), PEOPLE.endorser) };
    const moved = await onTask(office.signer, readdressed, 'transfer', { to: back, reason: 'Torna a lui' });
    expect(moved.status).toBe(200); // the head of the office
    expect((await office.read(request.id, office.endorser)).myTask!.state).toBe('PENDING');
  });

  it('T21: with a signature made only a signer or the head of the office takes the act back', async () => {
    const [signer, other] = [
      await personId(app(), PEOPLE.signer),
      await personId(app(), PEOPLE.signerOfTaxes),
    ];
    const { id } = await started(office, [
      { kind: 'SIGN', holderIds: [signer] },
      { kind: 'SIGN', holderIds: [other] },
    ]);
    await office.sign(await office.read(id, office.signer));
    const half = await office.read(id);
    expect(codeOf(await onRequest(office.drafter, half, 'recall', { reason: REASON }))).toBe(
      'SIGNATURE_BOOKS_SIGNATURE_IN_PROGRESS',
    );
    const outsider = await logIn(app(), PEOPLE.drafterOfTaxes);
    expect((await onRequest(outsider, half, 'recall', { reason: REASON })).status).toBe(404);
    await office.signer.must(onRequest(office.signer, half, 'recall', { reason: REASON }));
    expect(await office.read(id)).toMatchObject({ state: 'RECALLED', files: [{ signatures: 1 }] });
  });

  it('T21a, T26b: a signed act that bears no number is recalled by its signer, or registered by a clerk', async () => {
    await app().stopWorkers();
    await app().startWorker();
    const clerk = await logIn(app(), PEOPLE.clerk);
    const request = await office.toSign({ withProtocol: false });
    await office.sign(request);
    const archived = await office.read(request.id, clerk);
    expect(archived.state).toBe('ARCHIVED');
    const registration = { classificationCode: '6.1', direction: 'OUTGOING', recipients: [A_RECIPIENT] };
    expect((await onRequest(office.drafter, archived, 'register', { registration })).status).toBe(403);
    await clerk.must(onRequest(clerk, archived, 'register', { registration }));
    await app().drain();
    const registered = await office.read(request.id, clerk);
    expect([registered.state, typeof registered.registrationNumber]).toEqual(['ARCHIVED', 'string']);
    const twice = await onRequest(clerk, registered, 'register', { registration });
    expect(codeOf(twice)).toBe('SIGNATURE_BOOKS_NOTHING_TO_CORRECT');
    const late = await onRequest(office.signer, registered, 'recall', { reason: REASON });
    expect(late.status).toBe(409);
  });

  it('T27a, T27b, T33: registration data that the protocol refuses are corrected, retried, or the act is sent back', async () => {
    const clerk = await logIn(app(), PEOPLE.clerk);
    const refusedByProtocol = async () => {
      const request = await office.toSign();
      await app().superuser.query(
        `UPDATE signing_request SET registration = jsonb_set(registration, '{classificationCode}', '"99.9"') WHERE id = $1`,
        [request.id],
      );
      await office.sign(request);
      const held = await office.read(request.id, clerk);
      expect([held.state, held.blocked?.code]).toEqual(['SIGNED', 'PROTOCOL_CLASSIFICATION_UNKNOWN']);
      return held;
    };
    const registration = { classificationCode: '6.1', direction: 'OUTGOING', recipients: [A_RECIPIENT] };
    const held = await refusedByProtocol();
    expect((await onRequest(office.drafter, held, 'correct-registration', { registration })).status).toBe(
      403,
    );
    const wrong = { ...registration, classificationCode: '77' };
    expect(codeOf(await onRequest(clerk, held, 'correct-registration', { registration: wrong }))).toBe(
      'SIGNATURE_BOOKS_UNKNOWN_CLASSIFICATION',
    );
    await clerk.must(onRequest(clerk, held, 'correct-registration', { registration }));
    await app().drain();
    expect((await office.read(held.id)).registrationNumber).toMatch(/^\d{7}$/);

    const second = await refusedByProtocol();
    await clerk.must(onRequest(clerk, second, 'retry-number'));
    await app().drain();
    const still = await office.read(second.id, clerk);
    expect(still.blocked?.code).toBe('PROTOCOL_CLASSIFICATION_UNKNOWN');
    expect((await onRequest(office.signer, still, 'send-back', { reason: REASON })).status).toBe(403);
    await clerk.must(onRequest(clerk, still, 'send-back', { reason: REASON }));
    expect(await office.read(second.id)).toMatchObject({ state: 'RETURNED', files: [{ signatures: 1 }] });

    const third = await refusedByProtocol();
    await office.signer.must(onRequest(office.signer, third, 'recall', { reason: REASON }));
    expect((await office.read(third.id)).state).toBe('RECALLED');
  });

  it('T23 and T24: a hard deadline ends the request unless it was extended, by drafter or head only', async () => {
    await setPolicy(app(), { deadline: 'hard' });
    const request = await started(office, (await office.content()).route, { dueOn: inDays(1) });
    const extend = { dueOn: inDays(10), reason: 'Ferie' };
    expect((await onRequest(office.endorser, request, 'extend', extend)).status).toBe(404);
    await office.drafter.must(onRequest(office.drafter, request, 'extend', extend));
    app().clock.advance(3 * DAY_MS);
    await logInAgain();
    const alive = await office.read(request.id);
    expect(alive.state).toBe('IN_ROUTE');
    expect(codeOf(await onRequest(office.drafter, alive, 'extend', { ...extend, dueOn: inDays(-1) }))).toBe(
      'SIGNATURE_BOOKS_DEADLINE_IN_THE_PAST',
    );
    app().clock.advance(9 * DAY_MS);
    await logInAgain();
    await eventually('expired', async () => (await office.read(request.id)).state === 'EXPIRED');
    const expired = await office.read(request.id);
    expect(expired.actions).toEqual(['revise', 'cancel']);
    expect((await onRequest(stranger, expired, 'cancel', { reason: REASON })).status).toBe(404);
    const keeper = await logIn(app(), PEOPLE.recordsManager);
    await keeper.must(onRequest(keeper, expired, 'cancel', { reason: 'Mai più ripresa' }));
    expect((await office.read(request.id)).state).toBe('CANCELLED');
  });

  it('T5 and T8: marks are done in one execution, with an outcome for each', async () => {
    const acts = [await office.toSign(), await office.toSign(), await office.toSign(), await office.toSign()];
    const marks = ['SIGN', 'RETURN', 'QUESTION', 'NOT_MINE'];
    for (const [index, request] of acts.entries())
      await office.signer.must(
        office.signer.put(`tasks/${request.myTask!.id}/mark`, {
          version: request.myTask!.version,
          mark: marks[index],
          ...(index > 0 && { reason: REASON }),
        }),
      );
    const other = await logIn(app(), PEOPLE.signer); // another device of the same person
    const { items } = await office.queue(other);
    const mine = items.filter((item) => acts.some((act) => act.id === item.requestId));
    expect(mine.map((item) => item.state).sort()).toEqual([
      'MARKED_NOT_MINE',
      'MARKED_QUESTION',
      'MARKED_RETURN',
      'MARKED_SIGN',
    ]);
    const chosen = mine.map((item) => ({
      taskId: item.taskId,
      taskVersion: item.taskVersion,
      sha256: item.main.sha256,
    }));
    const { batchId, outcomes } = await other.must<{ batchId: string; outcomes: { done: string }[] }>(
      other.post('tasks/execute-marks', { items: chosen }),
    );
    expect(outcomes.map((outcome) => outcome.done).sort()).toEqual([
      'ASKED',
      'DECLINED',
      'RETURNED',
      'TO_SIGN',
    ]);
    await office.signer.must(office.authorise(batchId));
    await office.signaturesEnd(batchId);
    expect((await office.read(acts[0]!.id)).registrationNumber).not.toBeNull();
    app().clock.advance(16_000);
    await eventually('returned', async () => (await office.read(acts[1]!.id)).state === 'RETURNED');
    expect((await office.read(acts[2]!.id)).state).toBe('SUSPENDED');
    expect((await office.read(acts[3]!.id)).blocked?.code).toBe('NO_HOLDER');
    const strangers = await stranger.must<{ batchId: null; outcomes: { done: null }[] }>(
      stranger.post('tasks/execute-marks', { items: chosen.slice(0, 1) }),
    );
    expect(strangers.batchId).toBeNull();
  });

  it('asks that an act be opened first, where its type says so', async () => {
    await setPolicy(app(), { mustRead: true });
    const request = await office.toEndorse();
    const sha256 = request.files[0]!.currentSha256;
    expect(codeOf(await office.endorse(request))).toBe('SIGNATURE_BOOKS_NOT_READ_YET');
    expect((await onTask(stranger, request, 'opened', { sha256 })).status).toBe(404);
    await office.endorser.must(office.endorser.post(`tasks/${request.myTask!.id}/opened`, { sha256 }));
    await office.endorser.must(office.endorse(await office.read(request.id, office.endorser)));
  });
});
