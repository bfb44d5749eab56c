import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xmlEngine } from '@libro-firma/xml';
import { LivePki } from '../../libs/signature/testing/pki/live-services';
import type { ComparedFile } from './differential/compared-file';
import { corpusFiles } from './differential/corpus-files';
import { classesOf, isDisagreement, said, type Disagreement } from './differential/disagreements';
import { dssOpinion, ourOpinion, pyhankoOpinion, type Trust } from './differential/opinions';
import { writePage } from './differential/page';
import { writeVariants } from './differential/variants';
import { DssJudge } from './judges/dss';
import { PyhankoJudge } from './judges/pyhanko';
import type { InteropOptions } from './run';
import type { Tally } from './support/tally';

const VARIANTS = Number(process.env.DIFFERENTIAL_VARIANTS ?? 2000);

/** Our conclusion beside those of EU DSS and pyHanko, on signed files of others and on changed files of our own. */
export async function run(tally: Tally, { writesPage }: InteropOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-differential-'));
  const live = await LivePki.start();
  const [dss, pyhanko] = [await DssJudge.start(), await PyhankoJudge.start()];
  if (!dss) tally.absent('EU DSS');
  if (!pyhanko) tally.absent('pyHanko');
  try {
    const anchor = live.pki.root.holder.certificate;
    const anchorFile = join(folder, 'root.der');
    writeFileSync(anchorFile, anchor);
    const trust: Trust = { anchor, anchorFile };
    const corpus = corpusFiles();
    if (corpus.length === 0) tally.absent('corpus of signed files (CORPUS_DIR)');
    const variants = await writeVariants(live, await xmlEngine(), folder, VARIANTS);
    const differing: Disagreement[] = [];
    for (const file of [...corpus, ...variants]) {
      const one = await compare(file, trust, { dss, pyhanko });
      if (isDisagreement(one)) differing.push(one);
    }
    const classes = classesOf(differing);
    for (const { key, count, example, sample, reason } of classes)
      tally.check(`${key}: ${count} files, such as ${example}`, () =>
        reason === '' ? [`nobody has said who is right: here ${said(sample.ours)}`] : [],
      );
    const agreed = corpus.length + variants.length - differing.length;
    tally.check(`${agreed} files on which all agree`, () => (agreed > differing.length ? [] : ['too few']));
    if (writesPage) await writePage(classes, { corpus: corpus.length, variants: variants.length, agreed });
  } finally {
    dss?.stop();
    pyhanko?.stop();
    await live.close();
    rmSync(folder, { recursive: true });
  }
}

async function compare(
  file: ComparedFile,
  trust: Trust,
  { dss, pyhanko }: { readonly dss: DssJudge | undefined; readonly pyhanko: PyhankoJudge | undefined },
): Promise<Disagreement> {
  const isPdf = file.origin.startsWith('PAdES') || file.origin.startsWith('pades');
  return {
    file,
    ours: await ourOpinion(file, trust),
    dss: dss && (await dssOpinion(dss, file, trust)),
    pyhanko: isPdf && pyhanko ? await pyhankoOpinion(pyhanko, file, trust) : undefined,
  };
}
