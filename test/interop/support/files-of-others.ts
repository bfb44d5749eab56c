import { readFileSync } from 'node:fs';
import { bufferSource } from '@libro-firma/pdf';
import { revocationClient, httpTransport, validateFile, type BaselineLevel } from '@libro-firma/signature';
import { systemClock } from '@libro-firma/kernel';
import { samplePdf } from '../../../libs/signature/testing/sample-pdf';
import type { TestHolder } from '../../../libs/signature/testing/pki/test-authority';
import type { DssJudge } from '../judges/dss';
import type { PyhankoJudge } from '../judges/pyhanko';
import type { PyhankoSigner } from '../judges/pyhanko-signer';
import type { LevelFiles } from './level-files';
import type { Tally } from './tally';

/** Software of others that makes PAdES files. */
export interface PadesMaker {
  readonly name: 'EU DSS' | 'pyHanko';
  make(level: BaselineLevel, holder: TestHolder): Promise<Buffer>;
}

/** Who says what a file is worth; those that are absent say nothing. */
export interface Judges {
  readonly dss: DssJudge | undefined;
  readonly pyhanko: PyhankoJudge | undefined;
}

export function dssMaker(dss: DssJudge, files: LevelFiles): PadesMaker {
  return {
    name: 'EU DSS',
    make: (level, holder) =>
      files.signedByDss(dss, 'pades', level.replace('B-', 'BASELINE-'), samplePdf(), holder),
  };
}

export function pyhankoMaker(signer: PyhankoSigner, files: LevelFiles): PadesMaker {
  return {
    name: 'pyHanko',
    async make(level, holder) {
      const output = files.path('by-pyhanko.pdf');
      const chain = [holder.certificate, ...holder.chain];
      await signer.sign({
        level,
        input: files.write('for-pyhanko.pdf', samplePdf()),
        output,
        key: files.write('for-pyhanko.key', holder.key.export({ type: 'pkcs8', format: 'der' })),
        chain: chain.map((der, index) => files.write(`for-pyhanko.${index}.cer`, der)),
        timestampUrl: files.live.timestampUrl,
        anchor: files.write('for-pyhanko.anchor.cer', files.live.pki.root.holder.certificate),
      });
      return readFileSync(output);
    },
  };
}

/** A file of another maker, as it became here. */
interface Continued {
  readonly name: string;
  readonly signatures: number;
  readonly level: BaselineLevel;
  /** Its signature was made as B-B. */
  readonly isWithoutOwnTimestamp: boolean;
  readonly bytes: Buffer;
}

/** PAdES files that others made, signed further and extended here: every signature must be as valid as it was. */
export async function checkFilesOfOthers(
  tally: Tally,
  maker: PadesMaker,
  judges: Judges,
  files: LevelFiles,
): Promise<void> {
  const { pki } = files.live;
  const own = pki.signer();
  const signer = { holder: own, algorithm: own.algorithm };
  const made = (level: BaselineLevel): Promise<Buffer> => maker.make(level, pki.signer({ kind: 'rsa-2048' }));
  const cases: readonly (readonly [
    name: string,
    signatures: number,
    level: BaselineLevel,
    () => Promise<Buffer>,
  ])[] = [
    ['B-B, signed further', 2, 'B-B', async () => files.sign(await made('B-B'), 'B-B', signer)],
    ['B-B, extended to B-LTA', 1, 'B-LTA', async () => files.extend(await made('B-B'), 'B-LTA')],
    ['B-T, extended to B-LT', 1, 'B-LT', async () => files.extend(await made('B-T'), 'B-LT')],
    ['B-T, extended to B-LTA', 1, 'B-LTA', async () => files.extend(await made('B-T'), 'B-LTA')],
    ['B-LT, extended to B-LTA', 1, 'B-LTA', async () => files.extend(await made('B-LT'), 'B-LTA')],
    ['B-LTA, renewed', 1, 'B-LTA', async () => files.extend(await made('B-LTA'), 'B-LTA')],
    [
      'B-T, signed further and extended',
      2,
      'B-LTA',
      async () => files.extend(await files.sign(await made('B-T'), 'B-T', signer), 'B-LTA'),
    ],
  ];
  for (const [name, signatures, level, make] of cases) {
    const title = `PAdES by ${maker.name} ${name} here`;
    let bytes: Buffer | undefined;
    await tally.checkLater(title, async () => ((bytes = await make()), []));
    if (!bytes) continue;
    const isWithoutOwnTimestamp = name.startsWith('B-B');
    await judgeContinued(
      tally,
      { name: title, signatures, level, isWithoutOwnTimestamp, bytes },
      judges,
      files,
    );
  }
}

async function judgeContinued(
  tally: Tally,
  { name, signatures, level, isWithoutOwnTimestamp, bytes }: Continued,
  { dss, pyhanko }: Judges,
  files: LevelFiles,
): Promise<void> {
  const anchors = [files.write('root.cer', files.live.pki.root.holder.certificate)];
  const file = files.write(`${name}.pdf`, bytes);
  const online = level === 'B-B' || level === 'B-T';
  // Its process for archives wants a timestamp in the CMS, which goes there at creation alone.
  const askedOfPyhanko = isWithoutOwnTimestamp && level === 'B-LTA' ? 'B-LT' : level;
  const whole = (found: number, wrong: readonly string[]): readonly string[] =>
    found === signatures ? wrong : [`${found} signatures`, ...wrong];
  if (dss) {
    await tally.checkLater(`${name}: EU DSS`, async () => {
      const verdicts = await dss.verdicts({ file, anchors, online });
      const expected = `TOTAL_PASSED PAdES-BASELINE-${level.slice(2)}`;
      const wrong = verdicts.flatMap(({ indication, subIndication, format, errors }) =>
        `${indication} ${format}` === expected ? [] : [`${indication} ${subIndication} ${format}: ${errors}`],
      );
      return whole(verdicts.length, wrong);
    });
  }
  if (pyhanko) {
    await tally.checkLater(`${name}: pyHanko`, async () => {
      const verdicts = await pyhanko.verdicts({ file, anchors, level: askedOfPyhanko });
      const wrong = verdicts.flatMap(({ valid, problem, changes }) =>
        valid && changes !== 'OTHER' ? [] : [problem ?? `changes: ${String(changes)}`],
      );
      return whole(verdicts.length, wrong);
    });
  }
  await tally.checkLater(`${name}: ourselves`, () => judgeOurselves(files, bytes, online, whole));
}

async function judgeOurselves(
  files: LevelFiles,
  bytes: Buffer,
  online: boolean,
  whole: (found: number, wrong: readonly string[]) => readonly string[],
): Promise<readonly string[]> {
  const transport = httpTransport();
  const report = await validateFile(bufferSource(bytes), {
    anchors: [files.live.pki.root.holder.certificate],
    at: new Date(),
    ...(online && { revocationSource: revocationClient({ transport, clock: systemClock }) }),
  });
  const signatures = report.signatures.filter(({ type }) => type === 'SIGNATURE');
  const wrong = signatures.flatMap(({ indication, subIndication }) =>
    indication === 'TOTAL_PASSED' ? [] : [`${indication} ${subIndication ?? ''}`],
  );
  return whole(signatures.length, wrong);
}
