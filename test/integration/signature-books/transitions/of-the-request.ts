import { anEncryptedPdf } from '../../../support/pdfs';
import { logIn, PEOPLE } from '../../../support/people';
import { onTask } from '../../../support/route';
import { REASON, REGISTRATION, type Scenario } from '../../../support/transitions';

export const requestScenarios: readonly Scenario[] = [
  {
    name: 'T1 and T2: its drafter starts it, and the checks let it into its route',
    proves: ['signing request/start', 'signing request/pass-checks', 'step/open'],
    async play(course) {
      const { id, version } = await course.office.written({ start: false });
      await course.refused(course.stranger.post(`signing-requests/${id}/start`, { version }));
      await course.office.drafter.must(course.on(course.office.drafter, id, 'start'));
      await course.app.drain();
      await course.becomes(id, 'IN_ROUTE');
    },
  },
  {
    name: 'T3: what may not be signed comes back to its drafter alone',
    proves: ['signing request/fail-checks'],
    async play(course) {
      const { office } = course;
      const encrypted = await office.uploaded('cifrato.pdf', await anEncryptedPdf(), 'annex');
      const content = { ...(await office.content()), mainDocumentId: encrypted.id };
      const { id } = await office.drafter.must<{ id: string }>(
        office.drafter.post('signing-requests', content),
      );
      await course.app.drain();
      await course.becomes(id, 'DRAFT');
      await course.refused(course.stranger.get(`signing-requests/${id}`));
    },
  },
  {
    name: 'T3a: its drafter takes it out of the checks, whose late outcome counts no more',
    proves: ['signing request/withdraw-from-checks'],
    async play(course) {
      await course.app.stopWorkers();
      const { id } = await course.office.written();
      await course.refused(course.on(course.stranger, id, 'recall', { reason: REASON }));
      await course.office.drafter.must(course.on(course.office.drafter, id, 'recall', { reason: REASON }));
      await course.app.startWorker();
      await course.app.drain();
      await course.becomes(id, 'DRAFT');
    },
  },
  {
    name: 'T15 and T22: whoever a task reaches returns it, and its drafter writes the next revision',
    proves: ['signing request/return', 'signing request/revise', 'step/close'],
    async play(course) {
      const { office } = course;
      const request = await office.toEndorse();
      await course.refused(onTask(course.stranger, request, 'return', { reason: REASON, immediate: true }));
      await office.endorser.must(
        onTask(office.endorser, request, 'return', { reason: REASON, immediate: true }),
      );
      await course.becomes(request.id, 'RETURNED');
      await course.refused(course.on(course.stranger, request.id, 'revise'));
      await office.drafter.must(course.on(office.drafter, request.id, 'revise'));
      expect(await office.read(request.id)).toMatchObject({ state: 'DRAFT', revision: 2 });
    },
  },
  {
    name: 'T18, T19 and T19a: a question is answered by who is asked, or withdrawn by who asked',
    proves: ['signing request/suspend', 'signing request/answer', 'signing request/withdraw-question'],
    async play(course) {
      const { office } = course;
      const { id } = await office.toEndorse();
      for (const act of ['answer', 'withdraw-question'] as const) {
        const seen = await office.read(id, office.endorser);
        await course.refused(onTask(course.stranger, seen, 'question', { question: 'Perché?' }));
        await office.endorser.must(onTask(office.endorser, seen, 'question', { question: 'Perché?' }));
        const [right, wrong] =
          act === 'answer' ? [office.drafter, office.endorser] : [office.endorser, office.drafter];
        await course.refused(course.on(wrong, id, act, { answer: 'Così' }));
        await right.must(course.on(right, id, act, { answer: 'Così' }));
        await course.becomes(id, 'IN_ROUTE');
      }
    },
  },
  {
    name: 'T21: its drafter recalls it',
    proves: ['signing request/recall'],
    async play(course) {
      const { id } = await course.office.toEndorse();
      await course.refused(course.on(course.office.endorser, id, 'recall', { reason: REASON }));
      await course.office.drafter.must(course.on(course.office.drafter, id, 'recall', { reason: REASON }));
      await course.becomes(id, 'RECALLED');
    },
  },
  {
    name: 'T21a: before any number a signer takes a signed act back, and its drafter may not',
    proves: ['signing request/recall-signed'],
    async play(course) {
      const id = await course.signedAndHeld();
      await course.refused(course.on(course.office.drafter, id, 'recall', { reason: REASON }));
      await course.office.signer.must(course.on(course.office.signer, id, 'recall', { reason: REASON }));
      await course.becomes(id, 'RECALLED');
    },
  },
  {
    name: 'T27b: a clerk sends a signed act back, its signer may not',
    proves: ['signing request/send-back'],
    async play(course) {
      const id = await course.signedAndHeld();
      await course.refused(course.on(course.office.signer, id, 'send-back', { reason: REASON }));
      await course.clerk.must(course.on(course.clerk, id, 'send-back', { reason: REASON }));
      await course.becomes(id, 'RETURNED');
    },
  },
  {
    name: 'T26, T27 and T30: signed by who is asked, it is numbered and archived by the system',
    proves: ['signing request/complete-route', 'signing request/register', 'signing request/archive'],
    async play(course) {
      const { office } = course;
      const request = await office.toSign();
      await course.refused(course.stranger.post('signing-batches', { items: office.choose(request) }));
      await office.sign(request);
      await course.becomes(request.id, 'ARCHIVED');
      expect((await office.read(request.id)).registrationNumber).toMatch(/^\d{7}$/);
    },
  },
  {
    name: 'T26a and T26b: without a register it is archived; a clerk registers it later, and it is packed anew',
    proves: ['signing request/archive-unregistered', 'signing request/register', 'signing request/archive'],
    async play(course) {
      const { office, clerk } = course;
      const request = await office.toSign({ withProtocol: false });
      await office.sign(request);
      await course.becomes(request.id, 'ARCHIVED');
      const packages = () =>
        course.app.superuser.query<{ sha256: string; roles: string }>(
          `SELECT sha256, manifest->>'files' AS roles FROM archive_package WHERE request_id = $1 ORDER BY edition`,
          [request.id],
        );
      expect((await packages()).rowCount).toBe(1);
      const registration = REGISTRATION;
      await course.refused(course.on(office.drafter, request.id, 'register', { registration }));
      await clerk.must(course.on(clerk, request.id, 'register', { registration }));
      await course.app.drain();
      await course.becomes(request.id, 'ARCHIVED');
      const { rows } = await packages();
      expect(rows.map(({ roles }) => roles.includes('SEGNATURA'))).toEqual([false, true]);
      const { bytes } = await office.download(request.id, 'segnatura');
      expect(bytes.toString()).toContain('SegnaturaInformatica');
    },
  },
  {
    name: 'T28: an annulled act is registered again by a clerk, once, or closed',
    proves: ['signing request/register-again'],
    async play(course) {
      const { office, clerk } = course;
      const ids: string[] = [];
      for (let act = 0; act < 2; act += 1) {
        const request = await office.toSign();
        await office.sign(request);
        ids.push(request.id);
      }
      const [again = '', closed = ''] = ids;
      for (const id of ids) await course.annul((await office.read(id)).registrationId!);
      const annulled = await office.read(again, clerk);
      expect(annulled.annulledAt).not.toBeNull();
      expect(annulled.actions).toEqual(expect.arrayContaining(['register-again', 'close-annulment']));
      const registration = REGISTRATION;
      await course.refused(course.on(office.drafter, again, 'register-again', { registration }));
      await clerk.must(course.on(clerk, again, 'register-again', { registration }));
      await course.refused(course.on(clerk, again, 'register-again', { registration }));
      await course.app.drain();
      await course.becomes(again, 'ARCHIVED');
      const renewed = await office.read(again, clerk);
      expect(renewed.annulledAt).toBeNull();
      expect(renewed.registrationNumber).not.toBe(annulled.registrationNumber);
      expect(renewed.numbers.map(({ annulledAt }) => annulledAt !== null)).toEqual([true, false]);
      await course.refused(course.on(office.drafter, closed, 'close-annulment', { reason: REASON }));
      await clerk.must(course.on(clerk, closed, 'close-annulment', { reason: REASON }));
      await course.refused(course.on(clerk, closed, 'register-again', { registration }));
      expect((await office.read(closed, clerk)).actions).not.toContain('register-again');
    },
  },
  {
    name: 'T29a and T30a: a clerk records delivery; the records manager archives what does not verify',
    proves: ['signing request/deliver', 'signing request/archive'],
    async play(course) {
      const { office, clerk, keeper } = course;
      let id = '';
      const how = { reason: 'Consegnato a mano', deliveredOn: course.inDays(0) };
      await course.whileNothingHolds(async () => {
        const request = await office.toSign();
        id = request.id;
        await office.sign(request);
        await course.becomes(id, 'REGISTERED');
        expect((await office.read(id)).blocked?.code).toBe('PACKAGE_WITHHELD');
        await course.refused(course.on(office.drafter, id, 'record-delivery', how));
        await clerk.must(course.on(clerk, id, 'record-delivery', how));
        await course.becomes(id, 'DELIVERED');
        await course.refused(course.on(clerk, id, 'accept-verdict', { reason: REASON }));
        await keeper.must(course.on(keeper, id, 'accept-verdict', { reason: REASON }));
        await course.app.drain();
      });
      await course.becomes(id, 'ARCHIVED');
    },
  },
  {
    name: 'T31: its drafter cancels it, or the records manager with a reason',
    proves: ['signing request/cancel'],
    async play(course) {
      const { office } = course;
      const { id } = await office.written({ start: false });
      await course.refused(course.on(course.stranger, id, 'cancel', { reason: REASON }));
      await office.drafter.must(course.on(office.drafter, id, 'cancel', { reason: REASON }));
      await course.becomes(id, 'CANCELLED');
    },
  },
  {
    name: 'T20: unanswered, it goes back where its type says so, by nobody’s hand',
    proves: ['signing request/give-up-question'],
    async play(course) {
      await course.onPolicy({ unansweredReturns: true }, async () => {
        const request = await course.office.toEndorse();
        const question = { question: 'Quale capitolo?', dueOn: course.inDays(1) };
        await course.refused(onTask(course.stranger, request, 'question', question));
        await course.office.endorser.must(onTask(course.office.endorser, request, 'question', question));
        await course.daysPass(3);
        await course.becomes(request.id, 'RETURNED');
      });
    },
  },
  {
    name: 'T23 and T31: past a hard deadline it expires, and its drafter cancels it',
    proves: ['signing request/expire', 'signing request/cancel'],
    async play(course) {
      await course.onPolicy({ deadline: 'hard' }, async () => {
        const { office } = course;
        const content = { ...(await office.content()), dueOn: course.inDays(1) };
        const { id } = await office.drafter.must<{ id: string }>(
          office.drafter.post('signing-requests', content),
        );
        await course.app.drain();
        await course.daysPass(3);
        await course.becomes(id, 'EXPIRED');
        const drafterOfTaxes = await logIn(course.app, PEOPLE.drafterOfTaxes);
        await course.refused(course.on(drafterOfTaxes, id, 'cancel', { reason: REASON }));
        await course.office.drafter.must(course.on(course.office.drafter, id, 'cancel', { reason: REASON }));
        await course.becomes(id, 'CANCELLED');
      });
    },
  },
];
