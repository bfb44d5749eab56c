import type { ModuleDefinition } from '../platform/module-definition';
import { CopiesModule } from './copies.module';
import { copiesRefusals } from './domain/copies.refusals';
import { CopyRow, DispatchCopyRow } from './infrastructure/copy.row';
import { copiesJobs } from './jobs/copies.jobs';

export { Copies, type CopyFile } from './application/copies';
export { CopiesModule } from './copies.module';
export { drawMarks } from './infrastructure/marks/draw-marks';
export { ALIGNMENTS, type Mark, MARGINS, type MarkPlace } from './infrastructure/marks/mark';

import { COPY_TO_PRINT } from './application/make-print-copy.use-case';
export const copies: ModuleDefinition = {
  name: 'copies',
  nest: CopiesModule,
  rows: [CopyRow, DispatchCopyRow],
  jobs: copiesJobs,
  refusals: [copiesRefusals],
  texts: {
    'copy.made': { it: 'Copia con contrassegno pronta', en: 'Stamped copy ready' },
    [COPY_TO_PRINT]: { it: 'Copia da stampare pronta', en: 'Copy to print ready' },
  },
};
