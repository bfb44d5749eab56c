import type { BenchOptions } from './run';
import { reportLevels } from './support/pdf/levels';
import { measureDss, measureInTurns, measurePyhanko, SIZES, withPlace } from './support/pdf/measure';
import { reportCase } from './support/pdf/report-case';
import type { Report } from './support/report';

/**
 * PAdES B-B with an RSA key of 2048 bits, from a file to a file, beside what no signature can do without. Our time has
 * the verification of the value before anything is given back. The levels above B-B are told without ratio: what they
 * take is mostly the time of authorities.
 */
export async function run({ isQuick, isWanted }: BenchOptions, report: Report): Promise<void> {
  report.note('forge is node-forge with pdf-lib, which writes the file anew.');
  await withPlace(isQuick, (given) => {
    const place = { ...given, warm: given.file(300_000) };
    for (const [name, bytes] of SIZES.filter(([size]) => isWanted(size))) {
      const file = place.file(bytes);
      const subjects = { ours: 'sign-ours', floor: 'sign-floor', forge: 'sign-forge' };
      const { ours, floor, forge } = measureInTurns(subjects, file, place);
      const peers = {
        forge,
        dss: measureDss('SigningPeer', file, place),
        pyhanko: measurePyhanko('sign', file, place),
      };
      if (!peers.dss) report.note('absent peer: dss (it needs java, javac, mvn and Maven Central)');
      if (!peers.pyhanko) report.note('absent peer: pyhanko (it needs python3 and PyPI, or INTEROP_PYTHON)');
      reportCase(report, name, ours, floor, peers);
    }
  });
  if (isWanted('levels')) await reportLevels(isQuick, report);
}
