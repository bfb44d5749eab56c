import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { logIn, PEOPLE } from '../../../support/people';
import { delegateToday } from '../../../support/route';
import { REASON, type Scenario } from '../../../support/transitions';

export const batchScenarios: readonly Scenario[] = [
  {
    name: 'T8 and T9: its signer gives the code, and each value is stored, embedded and counted',
    proves: ['batch/authorise', 'batch/finish', 'item/store-value', 'item/accept'],
    async play(course) {
      const { office } = course;
      const { id } = await office.openBatch(await office.toSign(), await office.toSign());
      await course.refused(course.stranger.post(`signing-batches/${id}/authorise`, { pin: '24681357' }));
      await office.signer.must(office.authorise(id));
      await office.signaturesEnd(id);
      expect(await office.batch(id)).toMatchObject({ state: 'DONE', counts: { signed: 2 } });
    },
  },
  {
    name: 'T10: its signer gives a batch up, and its acts go back to his desk with their marks',
    proves: ['batch/abandon', 'item/skip', 'task/stop-signing'],
    async play(course) {
      const { office } = course;
      const request = await office.toSign();
      const { id } = await office.openBatch(request);
      await course.refused(course.stranger.delete(`signing-batches/${id}`));
      await office.signer.must(office.signer.delete(`signing-batches/${id}`));
      expect((await office.batch(id)).state).toBe('LAPSED');
      expect((await office.read(request.id, office.signer)).myTask!.state).toBe('MARKED_SIGN');
    },
  },
  {
    name: 'T10: a power that ends before the code fails its items, and the rest is signed',
    proves: ['item/fail', 'batch/finish-partly', 'task/stop-signing'],
    async play(course) {
      const { office, stranger } = course;
      const [own, given] = [await office.toSign(), await office.toSign()];
      const delegation = await delegateToday(office, PEOPLE.signerOfTaxes);
      const seen = [await office.read(own.id, stranger), await office.read(given.id, stranger)];
      const items = office.choose(...seen);
      const { id } = await stranger.must<{ id: string }>(stranger.post('signing-batches', { items }));
      await course.app.drain();
      await office.drafter.must(course.on(office.drafter, own.id, 'recall', { reason: REASON }));
      await office.signer.must(
        office.signer.post(`delegations/${delegation.id}/revoke`, { reason: 'Rientro' }),
      );
      await course.refused(office.signer.post(`signing-batches/${id}/authorise`, { pin: '24681357' }));
      await stranger.must(stranger.post(`signing-batches/${id}/authorise`, { pin: '24681357' }));
      await office.signaturesEnd(id);
      const batch = await stranger.must<{ state: string; items: { state: string }[] }>(
        stranger.get(`signing-batches/${id}`),
      );
      expect([batch.state, ...batch.items.map(({ state }) => state).sort()]).toEqual([
        'PARTIAL',
        'FAILED',
        'SKIPPED',
      ]);
    },
  },
  {
    name: 'I3: a signature whose authority nobody knows waits, and counts when the records manager says why',
    proves: ['item/wait', 'item/accept'],
    async play(course) {
      const { office } = course;
      const manager = await logIn(course.app, PEOPLE.recordsManager);
      const trust = join(course.app.dataDir, 'trust');
      const request = await office.toSign();
      await rename(join(trust, 'demo-root.der'), join(trust, 'demo-root.away'));
      try {
        const batch = await office.sign(request);
        expect(batch.items[0]).toMatchObject({ state: 'PENDING', failure: null });
        const waiting = await office.read(request.id, manager);
        expect(waiting).toMatchObject({ state: 'IN_ROUTE', waitingSignatures: [{ tries: 1 }] });
        const accept = { reason: REASON };
        await course.refused(course.on(office.signer, waiting.id, 'accept-signatures', accept));
        await manager.must(course.on(manager, waiting.id, 'accept-signatures', accept));
      } finally {
        await rename(join(trust, 'demo-root.away'), join(trust, 'demo-root.der'));
      }
      expect((await office.read(request.id)).waitingSignatures).toEqual([]);
    },
  },
];
