import { Correspondents } from './application/correspondents/correspondents';
import { KeepCorrespondents } from './application/correspondents/keep-correspondents.use-case';
import { FindDuplicates } from './application/duplicates/find-duplicates';
import { ShowDuplicates } from './application/duplicates/show-duplicates';
import { TraceRegistrations } from './application/duplicates/trace-registrations';
import { UnseenDuplicates } from './application/duplicates/unseen-duplicates';
import { CorrespondentsController } from './http/correspondents/correspondents.controller';
import { DuplicatesController } from './http/duplicates/duplicates.controller';

export const correspondentProviders = [
  TraceRegistrations,
  FindDuplicates,
  UnseenDuplicates,
  ShowDuplicates,
  Correspondents,
  KeepCorrespondents,
];

export const correspondentControllers = [DuplicatesController, CorrespondentsController];
