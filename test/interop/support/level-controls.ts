import { mustAccept } from '@libro-firma/kernel';
import {
  appendDssDictionary,
  bufferSource,
  PdfDocument,
  readDssDictionary,
  type DssDictionary,
} from '@libro-firma/pdf';
import { createTestPki } from '../../../libs/signature/testing/pki/test-pki';
import { samplePdf } from '../../../libs/signature/testing/sample-pdf';
import type { DssJudge, DssQuestion } from '../judges/dss';
import type { LevelFiles } from './level-files';
import type { Tally } from './tally';

/** Files that must not pass: a judge that passes everything would pass these too. */
export async function checkControls(
  tally: Tally,
  dss: DssJudge,
  files: LevelFiles,
  anchor: string,
): Promise<void> {
  const { pki } = files.live;
  const signer = pki.signer();
  const sound = { holder: signer, algorithm: signer.algorithm };
  const timed = await files.sign(samplePdf(), 'B-T', sound);
  const mustFail = (
    name: string,
    question: Omit<DssQuestion, 'online'> & { readonly online?: boolean },
  ): Promise<unknown> =>
    tally.checkLater(`control that must not pass: ${name}`, async () => {
      const verdicts = await dss.verdicts({ online: true, ...question });
      const passed = verdicts.filter(({ indication }) => indication === 'TOTAL_PASSED');
      return verdicts.length === 0 || passed.length > 0
        ? [`${verdicts.length} signatures, ${passed.length} passed`]
        : [];
    });

  const altered = Buffer.from(timed);
  altered[timed.indexOf('prova')] = 0x50;
  await mustFail('one byte changed', { file: files.write('altered.pdf', altered), anchors: [anchor] });

  const stolen = pki.signer({ revoked: new Date(Date.now() - 3_600_000) });
  const revoked = await files.sign(samplePdf(), 'B-T', { holder: stolen, algorithm: stolen.algorithm });
  await mustFail('revoked before signing', { file: files.write('revoked.pdf', revoked), anchors: [anchor] });

  const otherRoot = files.write('other.cer', createTestPki().root.holder.certificate);
  await mustFail('another root', { file: files.write('timed.pdf', timed), anchors: [otherRoot] });

  const without = withoutOneResponse(timed, await files.extend(timed, 'B-LT'));
  const file = files.write('without.pdf', without);
  await mustFail('B-LT with one OCSP response removed', { file, anchors: [anchor], online: false });
}

/** The validation data of the long file appended to the short one, less the first OCSP response. */
function withoutOneResponse(short: Buffer, long: Buffer): Buffer {
  const store = mustAccept(readDssDictionary(mustAccept(PdfDocument.open(bufferSource(long)))));
  const [removed] = store.ocspResponses;
  const less = (all: readonly Buffer[]): readonly Buffer[] =>
    all.filter((one) => removed?.equals(one) !== true);
  const rest: DssDictionary = {
    ...store,
    ocspResponses: less(store.ocspResponses),
    perSignature: new Map(
      [...store.perSignature].map(([key, own]) => [key, { ...own, ocspResponses: less(own.ocspResponses) }]),
    ),
  };
  return Buffer.concat([short, mustAccept(appendDssDictionary(bufferSource(short), rest))]);
}
