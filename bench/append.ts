import { join } from 'node:path';
import type { BenchOptions } from './run';
import { writeManyObjects } from './support/pdf/many-objects';
import { measure, measureInTurns, SIZES, withPlace } from './support/pdf/measure';
import { reportCase } from './support/pdf/report-case';
import type { Report } from './support/report';

const MANY = 400_000;
const MANY_NAME = '400,000 objects';

/** A revision appended to a copy of a file, beside the copy alone and the library that writes the file anew. */
export async function run({ isQuick, isWanted }: BenchOptions, report: Report): Promise<void> {
  report.note('pdf-lib writes the file anew: earlier signatures do not survive it.');
  await withPlace(isQuick, (place) => {
    const sizes = SIZES.map(([name, bytes]) => [name, () => place.file(bytes)] as const);
    const many = [MANY_NAME, () => writeManyObjects(join(place.target, '..', 'many.pdf'), MANY)] as const;
    for (const [name, made] of [...sizes, many].filter(([one]) => isWanted(one))) {
      const file = made();
      const isSlow = name === MANY_NAME;
      if (isSlow && isQuick)
        report.note('absent peer: pdfLib, which takes half a minute for 400,000 objects');
      const { ours, floor } = measureInTurns({ ours: 'append-ours', floor: 'append-floor' }, file, place);
      reportCase(report, name, ours, floor, {
        pdfLib: isSlow && isQuick ? undefined : measure('append-pdf-lib', file, place),
      });
    }
  });
}
