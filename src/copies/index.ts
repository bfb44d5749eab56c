import type { ModuleDefinition } from '../platform/module-definition';
import { CopiesModule } from './copies.module';
import { copiesRefusals } from './domain/copies.refusals';
import { CopyRow } from './infrastructure/copy.row';
import { copiesJobs } from './jobs/copies.jobs';

export { Copies, type CopyFile } from './application/copies';
export { CopiesModule } from './copies.module';
export { drawMarks } from './infrastructure/marks/draw-marks';
export { ALIGNMENTS, type Mark, MARGINS, type MarkPlace } from './infrastructure/marks/mark';

export const copies: ModuleDefinition = {
  name: 'copies',
  nest: CopiesModule,
  rows: [CopyRow],
  jobs: copiesJobs,
  refusals: [copiesRefusals],
  texts: { 'copy.made': { it: 'Copia con contrassegno pronta', en: 'Stamped copy ready' } },
};
