import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BASELINE_LEVELS, type BaselineLevel, type CreationAlgorithm } from '@libro-firma/signature';
import { KEY_KINDS, ALGORITHM_OF, type KeyKind } from '../../libs/signature/testing/pki/key-kinds';
import { LivePki } from '../../libs/signature/testing/pki/live-services';
import { samplePdf } from '../../libs/signature/testing/sample-pdf';
import { DssJudge } from './judges/dss';
import { faultsByPdfPrograms } from './judges/pdf-programs';
import { PyhankoJudge } from './judges/pyhanko';
import { PyhankoSigner } from './judges/pyhanko-signer';
import { checkControls } from './support/level-controls';
import { checkFilesOfOthers, dssMaker, pyhankoMaker, type Judges } from './support/files-of-others';
import { LevelFiles } from './support/level-files';
import type { Tally } from './support/tally';

interface Kind {
  readonly name: string;
  readonly key: KeyKind;
  readonly algorithm: CreationAlgorithm;
}

/** Each kind of key with its usual algorithm, and an ordinary RSA key that signs by PSS. */
const KINDS: readonly Kind[] = [
  ...KEY_KINDS.map((key) => ({ name: key, key, algorithm: ALGORITHM_OF[key] })),
  { name: 'rsa-2048 with PSS', key: 'rsa-2048', algorithm: { scheme: 'rsa-pss', digest: 'sha512' } },
];

/** Its library verifies neither Ed25519 nor by keys that are bound to PSS. */
const UNKNOWN_TO_PDFSIG: readonly KeyKind[] = ['ed25519', 'rsa-pss-2048'];

/** PAdES of every level and kind of key, judged by EU DSS and pyHanko against live services of ours. */
export async function run(tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-levels-'));
  const [live, dss, pyhanko] = await Promise.all([LivePki.start(), DssJudge.start(), PyhankoJudge.start()]);
  try {
    if (!dss) tally.absent('EU DSS');
    if (!pyhanko) tally.absent('pyHanko');
    const files = new LevelFiles(live, folder);
    const anchor = files.write('root.cer', live.pki.root.holder.certificate);
    const base = files.write('base.pdf', samplePdf());
    for (const kind of KINDS) {
      const signer = { holder: live.pki.signer({ kind: kind.key }), algorithm: kind.algorithm };
      for (const level of BASELINE_LEVELS) {
        const file = files.write(`${kind.name} ${level}.pdf`, await files.sign(samplePdf(), level, signer));
        if (dss)
          await tally.checkLater(`PAdES ${level} by ${kind.name}: EU DSS`, () =>
            judgeByDss(dss, { file, anchor, level, kind }),
          );
        if (pyhanko) {
          await tally.checkLater(`PAdES ${level} by ${kind.name}: pyHanko`, () =>
            judgeByPyhanko(pyhanko, file, anchor, level),
          );
        }
        tally.check(`PAdES ${level} by ${kind.name}: pdfsig and qpdf`, () =>
          faultsByPdfPrograms(base, file, {
            signatures: 1,
            timestamps: level === 'B-LTA' ? 1 : 0,
            isReadByPdfsig: !UNKNOWN_TO_PDFSIG.includes(kind.key),
          }),
        );
      }
    }
    if (dss) await checkControls(tally, dss, files, anchor);
    await checkOtherMakers(tally, { dss, pyhanko }, files);
  } finally {
    dss?.stop();
    pyhanko?.stop();
    await live.close();
    rmSync(folder, { recursive: true });
  }
}

/** What EU DSS and pyHanko made, continued here. */
async function checkOtherMakers(tally: Tally, judges: Judges, files: LevelFiles): Promise<void> {
  if (judges.dss) await checkFilesOfOthers(tally, dssMaker(judges.dss, files), judges, files);
  const signer = judges.pyhanko && (await PyhankoSigner.start());
  if (!signer) return;
  try {
    await checkFilesOfOthers(tally, pyhankoMaker(signer, files), judges, files);
  } finally {
    signer.stop();
  }
}

interface Judged {
  readonly file: string;
  readonly anchor: string;
  readonly level: BaselineLevel;
  readonly kind: Kind;
}

async function judgeByDss(dss: DssJudge, { file, anchor, level, kind }: Judged): Promise<readonly string[]> {
  const online = level === 'B-B' || level === 'B-T';
  const verdicts = await dss.verdicts({ file, anchors: [anchor], online, withEdDsa: kind.key === 'ed25519' });
  const expected = `TOTAL_PASSED PAdES-BASELINE-${level.slice(2)}`;
  return verdicts.length === 1
    ? verdicts.flatMap(({ indication, subIndication, format, errors }) =>
        `${indication} ${format}` === expected ? [] : [`${indication} ${subIndication} ${format}: ${errors}`],
      )
    : [`${verdicts.length} signatures`];
}

async function judgeByPyhanko(
  pyhanko: PyhankoJudge,
  file: string,
  anchor: string,
  level: BaselineLevel,
): Promise<readonly string[]> {
  const verdicts = await pyhanko.verdicts({ file, anchors: [anchor], level });
  if (verdicts.length !== 1) return [`${verdicts.length} signatures`];
  return verdicts.flatMap(({ valid, problem, changes }) => {
    if (!valid) return [problem ?? 'not valid'];
    return changes === 'OTHER' ? ['it sees changes that no rule allows'] : [];
  });
}
