import { samplePdf } from '../../../../libs/signature/testing/sample-pdf';
import { DesktopSigner } from '../../../support/desktop-signer';
import { AtHisComputer } from '../../../support/elsewhere';
import { logIn, PEOPLE } from '../../../support/people';
import { personId, started } from '../../../support/route';
import type { Course, Scenario } from '../../../support/transitions';

const MINUTE_MS = 60_000;

/** Two whose turn it is to sign the same file. */
async function pair(course: Course): Promise<[AtHisComputer, AtHisComputer]> {
  const { app, office } = course;
  const other = await logIn(app, PEOPLE.signerOfTaxes);
  const holderIds = [await personId(app, PEOPLE.signer), await personId(app, PEOPLE.signerOfTaxes)];
  const { id } = await started(office, [{ kind: 'SIGN', holderIds, minimum: 2 }]);
  const seenBy = async (desk: typeof other) => new AtHisComputer(desk, await office.read(id, desk));
  return [await seenBy(office.signer), await seenBy(other)];
}

export const downloadScenarios: readonly Scenario[] = [
  {
    name: 'D1: who took a file brings it back signed, and nobody else does',
    proves: ['signing download/answer', 'item/store-value', 'item/accept', 'batch/finish'],
    async play(course) {
      const { app, office, stranger } = course;
      const maria = await DesktopSigner.of(app, PEOPLE.signer);
      const at = new AtHisComputer(office.signer, await office.toSign({ main: samplePdf() }));
      const download = await at.taken();
      const signed = maria.pades(await at.bytes(download));
      await course.refused(new AtHisComputer(stranger, at.request).bring(download, signed));
      await office.signer.must(at.bring(download, signed));
      await app.drain();
      expect((await office.read(at.request.id)).files[0]!.signatures).toBe(1);
    },
  },
  {
    name: 'D2: who took a file gives it back, and it is free for the other',
    proves: ['signing download/give-back'],
    async play(course) {
      const [first, other] = await pair(course);
      const { id } = await first.taken();
      await course.refused(other.take());
      await course.refused(other.desk.delete(`signing-downloads/${id}`));
      await first.desk.must(first.desk.delete(`signing-downloads/${id}`));
      await other.taken();
    },
  },
  {
    name: 'D3: past the lease of a file the other signer is given it, and the first one waits',
    proves: ['signing download/lapse'],
    async play(course) {
      const [first, other] = await pair(course);
      await first.taken();
      course.app.clock.advance(16 * MINUTE_MS);
      await other.taken();
      await course.refused(first.take());
    },
  },
];
