import { writeFileSync } from 'node:fs';
import type { BenchOptions } from './run';
import { writeLevel } from './support/pdf/levels';
import { measure, measureDss, measurePyhanko, type Place, SIZES, withPlace } from './support/pdf/measure';
import { measurePdfsig } from './support/pdf/pdfsig';
import { reportCase } from './support/pdf/report-case';
import { writeLaterFilled } from './support/pdf/verified-files';
import type { Report } from './support/report';
import { reportTrustedList } from './support/trusted-list-case';

const WHO_DOES_WHAT =
  'Checks: ours value, digest, reference, chain, revocation where named, difference analysis, 50 more; pyhanko the same ' +
  'chain and difference analysis, no network; dss the same chain, modifications of objects, no network, no ETSI report, ' +
  'no pictures compared; pdfsig value and digest, net of its start; pkijs value, digest and chain, no PDF.';

/** A signed file with a later revision, chain and difference analysis on, beside the SHA-256 of its bytes and others. */
export async function run({ isQuick }: BenchOptions, report: Report): Promise<void> {
  report.note(WHO_DOES_WHAT);
  await withPlace(isQuick, async (given) => {
    const runs = isQuick ? 5 : 50;
    for (const [name, bytes] of SIZES) {
      const plain = given.file(bytes);
      const file = writeLaterFilled(plain, given.keys, `${plain}.later.pdf`);
      const place: Place = { ...given, warm: bytes < 1_000_000 ? file : writeWarm(given) };
      const isRatioCase = bytes < 1_000_000;
      const ours = measure('verify-ours', file, place);
      const floor = measure('verify-floor', file, place);
      const peers = isRatioCase
        ? {
            pdfsig: measurePdfsig(file, given.file(0), runs),
            pkijs: measure('verify-pkijs', file, place),
            dss: measureDss('ValidatingPeer', file, place),
            pyhanko: measurePyhanko('verify', file, place),
          }
        : {};
      for (const [peer, figures] of Object.entries(peers)) if (!figures) report.note(`absent peer: ${peer}`);
      reportCase(report, `${name}, B-B, one later revision`, ours, floor, peers);
    }
    await reportLongTerm(given, report);
  });
  await reportTrustedList(report);
}

function writeWarm(place: Place): string {
  const plain = place.file(300_000);
  return writeLaterFilled(plain, place.keys, `${plain}.warm.pdf`);
}

/** Levels with revocation data and timestamps, without ratio: no peer does all of it. */
async function reportLongTerm(place: Place, report: Report): Promise<void> {
  for (const level of ['B-LT', 'B-LTA'] as const) {
    const file = `${place.target}.${level}.pdf`;
    const root = await writeLevel(level, file);
    const keys = `${place.target}.${level}.json`;
    writeFileSync(keys, JSON.stringify({ root: root.toString('base64') }));
    const { perSecond } = measure('verify-ours', file, { ...place, keys, warm: file });
    report.figure({
      case: `300 kB, ${level}`,
      metric: 'throughput',
      value: perSecond,
      unit: 'documents/s',
      moreIsBetter: true,
    });
  }
}
