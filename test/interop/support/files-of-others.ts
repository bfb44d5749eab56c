import { samplePdf } from '../../../libs/signature/testing/sample-pdf';
import type { DssJudge } from '../judges/dss';
import type { LevelFiles } from './level-files';
import type { Tally } from './tally';

/** PAdES files that EU DSS made, signed further and extended here: every signature must stay as valid as it was. */
export async function checkFilesOfOthers(
  tally: Tally,
  dss: DssJudge,
  files: LevelFiles,
  anchor: string,
): Promise<void> {
  const { pki } = files.live;
  const own = pki.signer();
  const signer = { holder: own, algorithm: own.algorithm };
  const check = (name: string, count: number, level: string, make: () => Promise<Buffer>): Promise<unknown> =>
    tally.checkLater(`PAdES by DSS ${name}: EU DSS`, async () => {
      const file = files.write(`${name}.pdf`, await make());
      const verdicts = await dss.verdicts({ file, anchors: [anchor], online: !level.startsWith('LT') });
      const wrong = verdicts.flatMap(({ indication, subIndication, format, errors }) =>
        indication === 'TOTAL_PASSED' && format.startsWith(`PAdES-BASELINE-${level}`)
          ? []
          : [`${indication} ${subIndication} ${format}: ${errors}`],
      );
      return verdicts.length === count ? wrong : [`${verdicts.length} signatures`, ...wrong];
    });
  const madeByDss = (level: string): Promise<Buffer> =>
    files.signedByDss(dss, 'pades', level, samplePdf(), pki.signer({ kind: 'rsa-2048' }));

  await check('BASELINE-B and signed further here', 2, 'B', async () =>
    files.sign(await madeByDss('BASELINE-B'), 'B-B', signer),
  );
  await check('BASELINE-T and extended here to B-LT', 1, 'LT', async () =>
    files.extend(await madeByDss('BASELINE-T'), 'B-LT'),
  );
  await check('BASELINE-T and extended here to B-LTA', 1, 'LTA', async () =>
    files.extend(await madeByDss('BASELINE-T'), 'B-LTA'),
  );
  await check('BASELINE-LTA and renewed here', 1, 'LTA', async () =>
    files.extend(await madeByDss('BASELINE-LTA'), 'B-LTA'),
  );
  await check('BASELINE-T, signed further and extended here', 2, 'LTA', async () =>
    files.extend(await files.sign(await madeByDss('BASELINE-T'), 'B-T', signer), 'B-LTA'),
  );
}
