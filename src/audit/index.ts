import type { ModuleDefinition } from '../platform/module-definition';
import { AuditModule } from './audit.module';
import { JournalBlockEntryRow, JournalBlockRow } from './infrastructure/journal-block.rows';
import { auditJobs } from './jobs/audit.jobs';

export { CheckLedger, type LedgerCheck } from './application/check-ledger.use-case';
export { SealJournal } from './application/seal-journal.use-case';
export { faultText } from './domain/ledger-fault';

export const audit: ModuleDefinition = {
  name: 'audit',
  nest: AuditModule,
  rows: [JournalBlockRow, JournalBlockEntryRow],
  jobs: auditJobs,
};
