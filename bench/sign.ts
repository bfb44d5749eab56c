import type { BenchOptions } from './run';
import { measure, measurePyhanko, SIZES, withPlace } from './support/pdf/measure';
import { reportCase } from './support/pdf/report-case';
import type { Report } from './support/report';

/** PAdES B-B with an RSA key of 2048 bits, from a file to a file, beside what no signature can do without. */
export function run({ isQuick }: BenchOptions, report: Report): Promise<void> {
  report.note('absent peers: dss. forge makes the PKCS#7 alone and does not look at the PDF.');
  withPlace(isQuick, (place) => {
    for (const [name, bytes] of SIZES) {
      const file = place.file(bytes);
      const ours = measure('sign-ours', file, place);
      const floor = measure('sign-floor', file, place);
      const pyhanko = measurePyhanko('sign', file, place);
      if (!pyhanko) report.note('absent peer: pyhanko (INTEROP_PYTHON names an interpreter that has it)');
      reportCase(report, name, ours, floor, { forge: measure('sign-forge', file, place), pyhanko });
    }
  });
  return Promise.resolve();
}
