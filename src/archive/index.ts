import type { ModuleDefinition } from '../platform/module-definition';
import { ArchiveModule } from './archive.module';
import { archiveRefusals } from './domain/archive.refusals';
import { ArchivePackageRow } from './infrastructure/archive-package.row';
import { archiveJobs } from './jobs/archive.jobs';

export { ArchiveModule } from './archive.module';

export const archive: ModuleDefinition = {
  name: 'archive',
  nest: ArchiveModule,
  rows: [ArchivePackageRow],
  jobs: archiveJobs,
  refusals: [archiveRefusals],
  texts: {
    'package.built': { it: 'Pacchetto di conservazione pronto', en: 'Preservation package ready' },
    'package.withheld': {
      it: 'Pacchetto non preparato: la verifica dell’atto firmato non è positiva',
      en: 'Package not made: the verification of the signed act is not positive',
    },
  },
};
