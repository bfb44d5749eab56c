import { writeFileSync } from 'node:fs';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource, concatSource, type ByteSource } from '@libro-firma/pdf';
import {
  type BaselineLevel,
  completePadesWithTimestamp,
  extendPades,
  preparePades,
  signWith,
} from '@libro-firma/signature';
import { liveExtension, liveTimestamps } from '../../../libs/signature/testing/pki/live-signing';
import { LivePki } from '../../../libs/signature/testing/pki/live-services';
import { samplePdf } from '../../../libs/signature/testing/sample-pdf';
import type { Report } from '../report';

const FILE_BYTES = 300_000;
/** Room for a token of the live authority. */
const TOKEN_BYTES = 8 * 1024;

/** Levels above B-B from nothing, with authorities of our own on the loopback interface of the same process. */
export async function reportLevels(isQuick: boolean, report: Report): Promise<void> {
  const live = await LivePki.start();
  try {
    const sign = signerOf(live);
    for (const level of ['B-T', 'B-LT', 'B-LTA'] as const) {
      const perSecond = await perSecondOf(() => sign(level), isQuick ? 1 : 6);
      report.figure({
        case: `300 kB, ${level}`,
        metric: 'throughput',
        value: perSecond,
        unit: 'documents/s',
        moreIsBetter: true,
      });
    }
  } finally {
    await live.close();
  }
}

/** Writes a file of a level, whose revocation data are in it, and returns its root, DER. */
export async function writeLevel(level: 'B-LT' | 'B-LTA', target: string): Promise<Buffer> {
  const live = await LivePki.start();
  try {
    const signed = await signerOf(live)(level);
    writeFileSync(target, signed.read(0, signed.size));
    return live.pki.root.holder.certificate;
  } finally {
    await live.close();
  }
}

function signerOf(live: LivePki): (level: Exclude<BaselineLevel, 'B-B'>) => Promise<ByteSource> {
  const file = bufferSource(samplePdf('Determina di prova', FILE_BYTES));
  const signer = live.pki.signer({ kind: 'rsa-2048' });
  const timestamps = liveTimestamps(live);
  const extension = liveExtension(live);
  return async (level) => {
    const options = { ...signer, signingTime: new Date(), extraBytes: TOKEN_BYTES };
    const prepared = mustAccept(preparePades(file, options));
    const value = signWith(signer.key, signer.algorithm, prepared.toBeSigned);
    const made = mustAccept(await completePadesWithTimestamp(file, prepared, value, signer, timestamps));
    const signed = concatSource(file, made.increment);
    if (level === 'B-T') return signed;
    const extended = mustAccept(await extendPades(signed, { ...extension, target: level }));
    if (extended.level !== level) throw new Error(`the file is ${extended.level} and not ${level}`);
    return concatSource(signed, extended.increment);
  };
}

async function perSecondOf(work: () => Promise<unknown>, seconds: number): Promise<number> {
  await work();
  const started = performance.now();
  let count = 0;
  do {
    await work();
    count += 1;
  } while (performance.now() - started < seconds * 1000);
  return (count * 1000) / (performance.now() - started);
}
