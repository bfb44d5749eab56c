import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import type { BenchOptions } from './run';
import { measure, measurePyhanko, type Place, SIZES, withPlace } from './support/pdf/measure';
import { reportCase } from './support/pdf/report-case';
import type { Report } from './support/report';

/** All checks on one PAdES B-B signature up to its root, beside one hash and one operation of the public key. */
export function run({ isQuick }: BenchOptions, report: Report): Promise<void> {
  report.note('absent peers: pkijs, dss. The time of pdfsig has the start of its process.');
  withPlace(isQuick, (place) => {
    for (const [name, bytes] of SIZES) {
      const file = place.file(bytes);
      measure('sign-ours', file, { ...place, seconds: 0 });
      const signed = `${file}.signed.pdf`;
      copyFileSync(place.target, signed);
      const ours = measure('verify-ours', signed, place);
      const floor = measure('verify-floor', signed, place);
      const peers = {
        pdfsig: measurePdfsig(signed, place),
        pyhanko: measurePyhanko('verify', signed, place),
      };
      for (const [peer, figures] of Object.entries(peers)) if (!figures) report.note(`absent peer: ${peer}`);
      reportCase(report, name, ours, floor, peers);
    }
  });
  return Promise.resolve();
}

function measurePdfsig(file: string, { seconds }: Place): { readonly perSecond: number } | undefined {
  const started = performance.now();
  let count = 0;
  do {
    const { error, stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
    if (error) return undefined;
    if (!stdout.includes('Signature is Valid.')) throw new Error(`pdfsig: ${stdout.slice(-200)}`);
    count += 1;
  } while (performance.now() - started < seconds * 1000);
  return { perSecond: (count * 1000) / (performance.now() - started) };
}
