import type { ModuleDefinition } from '../platform/module-definition';
import { requestStates } from './domain/verification-request.states';
import { verificationRefusals } from './domain/verification.refusals';
import { TrustedListRow, TrustedListSourceRow } from './infrastructure/trusted-list.rows';
import { VerificationBatchRow } from './infrastructure/verification-batch.row';
import { VerificationReportRow } from './infrastructure/verification-report.row';
import { PassingFileRow, VerificationRequestRow } from './infrastructure/verification-request.rows';
import { VerificationRunRow } from './infrastructure/verification-run.row';
import { VerificationPolicyRow } from './infrastructure/verification-policy.row';
import { VerificationTrustRow } from './infrastructure/verification-trust.row';
import { verificationJobs } from './jobs/verification.jobs';
import { VerificationModule } from './verification.module';
import { verificationAsk } from './verification.permissions';
import { verificationSettings } from './verification.settings';

export { CHANGE_WORDS } from './application/change-words';
export { CertificateStatus } from './application/certificate-status';
export { ProofsOfDate } from './application/proofs-of-date';
export { reportXml } from './application/report-xml';
export type { VerificationRun } from './application/verification-run';
export { subIndicationWords } from './application/sub-indication-words';
export { VerifyFile } from './application/verify-file.use-case';
export type { DateEvidence, DateEvidenceSource } from './domain/date-evidence.port';
export { sentenceOf } from './domain/verdict';
export { VerificationModule } from './verification.module';
export { trustFolderOf, verificationSettings } from './verification.settings';

export const verification: ModuleDefinition = {
  name: 'verification',
  nest: VerificationModule,
  rows: [
    VerificationRunRow,
    VerificationPolicyRow,
    VerificationTrustRow,
    TrustedListRow,
    TrustedListSourceRow,
    VerificationReportRow,
    VerificationRequestRow,
    VerificationBatchRow,
    PassingFileRow,
  ],
  states: [requestStates],
  texts: {
    'verification.queued': { it: 'Verifica in coda', en: 'Verification queued' },
    'verification.piece-queued': {
      it: 'Verifica di un gruppo in coda',
      en: 'Verification of a batch queued',
    },
    'verification.abandoned': { it: 'Verifica non possibile', en: 'Verification not possible' },
    'verification.made': { it: 'Verifica eseguita', en: 'Verification made' },
  },
  jobs: verificationJobs,
  permissions: [verificationAsk],
  refusals: [verificationRefusals],
  settings: [verificationSettings],
};
