import { Module } from '@nestjs/common';
import { ProtocolModule } from '../protocol';
import { CheckLedger } from './application/check-ledger.use-case';
import { SealJournal } from './application/seal-journal.use-case';
import { auditProcessors } from './jobs/audit.processors';

@Module({
  imports: [ProtocolModule],
  providers: [CheckLedger, SealJournal, ...auditProcessors],
})
export class AuditModule {}
