import { eventually } from '../../../support/eventually';
import { aPdf } from '../../../support/pdfs';
import { appoint, logIn, PEOPLE } from '../../../support/people';
import { officeId, onTask, personId, started } from '../../../support/route';
import { type Course, REASON, type Scenario } from '../../../support/transitions';

export const stepAndTaskScenarios: readonly Scenario[] = [
  {
    name: 'T6 and T14: a visto concludes its task, satisfies the step, and frees the others of it',
    proves: ['task/conclude', 'step/satisfy', 'task/withdraw'],
    async play(course) {
      const { office } = course;
      const [one, other] = [PEOPLE.endorser, PEOPLE.signer];
      const people = [await personId(course.app, one), await personId(course.app, other)];
      const { id } = await started(office, [
        { kind: 'ENDORSE', holderIds: people, minimum: 1 },
        { kind: 'SIGN', holderIds: people.slice(1) },
      ]);
      const seen = await office.read(id, office.endorser);
      const body = { sha256: seen.files[0]!.currentSha256, immediate: true };
      await course.refused(onTask(course.stranger, seen, 'endorse', body));
      await office.endorser.must(onTask(office.endorser, seen, 'endorse', body));
      const [step] = (await office.read(id)).steps;
      expect(step!.tasks.map(({ state }) => state).sort()).toEqual(['DONE', 'WITHDRAWN']);
    },
  },
  {
    name: 'S4: where the type lets it count, a visto of the same bytes is not asked again; of other bytes it is',
    proves: ['step/skip'],
    async play(course) {
      await course.onPolicy({ keepsEndorsements: true }, async () => {
        const { office } = course;
        const { id } = await office.toSign();
        for (const changed of [false, true]) {
          const seen = await office.read(id, office.signer);
          await office.signer.must(
            onTask(office.signer, seen, 'return', { reason: REASON, immediate: true }),
          );
          await office.drafter.must(course.on(office.drafter, id, 'revise'));
          const draft = await office.read(id);
          await course.refused(course.on(course.stranger, id, 'start'));
          const content = await office.content({ main: await aPdf(`Altro ${changed}`), start: true });
          const same = draft.files[0]!.documentId;
          await office.drafter.must(
            office.drafter.put(`signing-requests/${id}`, {
              ...content,
              version: draft.version,
              mainDocumentId: changed ? content.mainDocumentId : same,
            }),
          );
          await course.app.drain();
          const [visto, signature] = (await office.read(id)).steps;
          expect([visto!.state, signature!.state]).toEqual(
            changed ? ['OPEN', 'WAITING'] : ['SKIPPED', 'OPEN'],
          );
        }
      });
    },
  },
  {
    name: 'T4: who holds the seat takes the work and leaves it; a colleague may not meanwhile',
    proves: ['task/claim', 'task/release'],
    async play(course) {
      const { office } = course;
      await appoint(course.app, { username: 'vista.prova', roles: ['endorser'], officeCode: 'LLPP' });
      const colleague = await logIn(course.app, 'vista.prova');
      const seat = { kind: 'seat', officeId: await officeId(course.app, 'LLPP'), role: 'endorser' };
      const { id } = await started(office, [
        { kind: 'ENDORSE', addressees: [seat] },
        { kind: 'SIGN', holderIds: [await personId(course.app, PEOPLE.signer)] },
      ]);
      const seen = await office.read(id, office.endorser);
      await course.refused(onTask(course.stranger, seen, 'claim'));
      await office.endorser.must(onTask(office.endorser, seen, 'claim'));
      const held = await office.read(id, colleague);
      await course.refused(onTask(colleague, held, 'claim'));
      await course.refused(onTask(colleague, held, 'release'));
      await office.endorser.must(onTask(office.endorser, await office.read(id, office.endorser), 'release'));
      expect((await office.read(id, colleague)).myTask!.state).toBe('PENDING');
    },
  },
  {
    name: 'T5: who it reaches marks it each way and takes the mark away; nobody else',
    proves: ['task/mark-sign', 'task/mark-return', 'task/mark-question', 'task/mark-not-mine', 'task/unmark'],
    async play(course) {
      const { office } = course;
      const { id } = await office.toSign();
      for (const mark of ['SIGN', 'RETURN', 'QUESTION', 'NOT_MINE', null]) {
        const { myTask } = await office.read(id, office.signer);
        const body = { version: myTask!.version, mark, reason: REASON };
        await course.refused(course.stranger.put(`tasks/${myTask!.id}/mark`, body));
        await office.signer.must(office.signer.put(`tasks/${myTask!.id}/mark`, body));
      }
      expect((await office.read(id, office.signer)).myTask!.state).toBe('PENDING');
    },
  },
  {
    name: 'T6, T15 and T32: what was decided may be taken back by who decided, until it stands',
    proves: ['task/decide', 'task/take-back', 'task/conclude'],
    async play(course) {
      const { office } = course;
      const request = await office.toEndorse();
      await office.endorser.must(onTask(office.endorser, request, 'return', { reason: REASON }));
      const decided = await office.read(request.id, office.endorser);
      await course.refused(onTask(course.stranger, decided, 'take-back'));
      await office.endorser.must(onTask(office.endorser, decided, 'take-back'));
      const again = await office.read(request.id, office.endorser);
      await office.endorser.must(onTask(office.endorser, again, 'return', { reason: REASON }));
      course.app.clock.advance(16_000);
      await course.becomes(request.id, 'RETURNED');
    },
  },
  {
    name: 'T16: who it reaches says that it is not his',
    proves: ['task/decline'],
    async play(course) {
      const { office } = course;
      const request = await office.toEndorse();
      await course.refused(onTask(course.stranger, request, 'decline', { reason: REASON }));
      await office.endorser.must(onTask(office.endorser, request, 'decline', { reason: REASON }));
      expect((await office.read(request.id)).blocked?.code).toBe('NO_HOLDER');
    },
  },
  {
    name: 'T17: its drafter gives the work to somebody else; who has it may not',
    proves: ['task/withdraw'],
    async play(course) {
      const { office } = course;
      const request = await office.toEndorse();
      const to = { kind: 'person', personId: await personId(course.app, PEOPLE.signer) };
      const body = { version: request.myTask!.version, to, reason: REASON };
      await course.refused(office.endorser.post(`tasks/${request.myTask!.id}/transfer`, body));
      await office.drafter.must(office.drafter.post(`tasks/${request.myTask!.id}/transfer`, body));
      expect((await office.read(request.id, office.signer)).myTask!.kind).toBe('ENDORSE');
    },
  },
  {
    name: 'T25: the work of who has lost his power lapses, and reaches him no more',
    proves: ['task/lapse'],
    async play(course) {
      const { office } = course;
      await appoint(course.app, { username: 'vista.cessata', roles: ['endorser'], officeCode: 'LLPP' });
      const leaving = await logIn(course.app, 'vista.cessata');
      const { id } = await started(office, [
        { kind: 'ENDORSE', holderIds: [await personId(course.app, 'vista.cessata')] },
        { kind: 'SIGN', holderIds: [await personId(course.app, PEOPLE.signer)] },
      ]);
      const seen = await office.read(id, leaving);
      await course.app.superuser.query(
        `UPDATE appointment SET valid_to = '2026-06-30' WHERE person_id = (SELECT id FROM person WHERE username = 'vista.cessata')`,
      );
      await course.app.lapseTasks();
      await eventually('lapsed', async () => (await office.read(id)).steps[0]!.tasks[0]!.state === 'LAPSED');
      const late = await leaving.post(`tasks/${seen.myTask!.id}/endorse`, {
        version: seen.myTask!.version,
        sha256: seen.files[0]!.currentSha256,
      });
      expect([401, 403, 404]).toContain(late.status); // no appointment, no login
      course.refusals += 1;
    },
  },
  {
    name: 'T13: the next signer signs what the first has signed, and nobody signs in his place',
    proves: ['task/begin-signing', 'task/sign', 'step/satisfy'],
    async play(course) {
      const { office } = course;
      const first = await personId(course.app, PEOPLE.signer);
      const second = await personId(course.app, PEOPLE.signerOfTaxes);
      const { id } = await started(office, [
        { kind: 'SIGN', holderIds: [first] },
        { kind: 'SIGN', holderIds: [second] },
      ]);
      const before = await office.read(id, office.signer);
      await course.refused(course.stranger.post('signing-batches', { items: office.choose(before) }));
      await office.sign(before);
      const half = await office.read(id, course.stranger);
      const batch = await course.stranger.must<{ id: string }>(
        course.stranger.post('signing-batches', { items: office.choose(half) }),
      );
      await course.stranger.must(
        course.stranger.post(`signing-batches/${batch.id}/authorise`, { pin: '24681357' }),
      );
      await office.signaturesEnd(batch.id);
      const [file] = (await office.read(id)).files;
      expect(file!.signatures).toBe(2);
      const { bytes } = await office.drafter.get(
        `signing-requests/${id}/files/${file!.id}/content?sha256=${file!.currentSha256}`,
      );
      expect(bytes.toString('latin1').match(/\/SubFilter\s*\/ETSI\.CAdES\.detached/g)).toHaveLength(2);
      await eachByWhoWasAsked(course, id);
    },
  },
];

/** Both signatures were made by who was asked: none of the tasks was done by somebody else. */
async function eachByWhoWasAsked(course: Course, id: string): Promise<void> {
  const { steps } = await course.office.read(id);
  expect(steps.flatMap(({ tasks }) => tasks.map(({ actedBy }) => actedBy))).toEqual([
    'Maria Rossi',
    'Rosalia Messina',
  ]);
}
