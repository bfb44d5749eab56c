import type { z } from 'zod';
import type {
  addExclusionBody,
  ArrivalDetail,
  ArrivalPage,
  ExclusionList,
  IntakeRefusals,
  takeInBody,
} from '../../../src/protocol/http/arrivals/arrivals.schema';
import type {
  AssignmentHistory,
  AssignmentPage,
} from '../../../src/protocol/http/assignments/assignments.schema';
import type { assignBody, reassignBody } from '../../../src/protocol/http/assignments/assignments.schema';
import type {
  CaseFileDetail,
  CaseFilePage,
  CaseFileView,
  openCaseFileBody,
} from '../../../src/protocol/http/case-files/case-files.schema';
import type {
  ClassProposals,
  PlanView,
  proposeClassBody,
  publishPlanBody,
} from '../../../src/protocol/http/classification/classification.schema';
import type {
  addCorrespondentBody,
  CorrespondentDetail,
  CorrespondentDuplicates,
  CorrespondentView,
} from '../../../src/protocol/http/correspondents/correspondents.schema';
import type {
  LikelyDuplicates,
  likelyDuplicatesBody,
} from '../../../src/protocol/http/duplicates/duplicates.schema';
import type { correspondent } from '../../../src/protocol/http/protocol.schema';

export type { CorrespondentPage } from '../../../src/protocol/http/correspondents/correspondents.schema';
export type { CopyList } from '../../../src/protocol/http/paper/paper.schema';
export type { DeskCounts } from '../../../src/protocol/http/assignments/assignments.schema';
export type { CaseFileList, FilingPage } from '../../../src/protocol/http/case-files/case-files.schema';
export type {
  ArrivalDetail,
  ArrivalPage,
  AssignmentHistory,
  AssignmentPage,
  CaseFileDetail,
  CaseFilePage,
  CaseFileView,
  ClassProposals,
  CorrespondentDetail,
  CorrespondentDuplicates,
  CorrespondentView,
  ExclusionList,
  IntakeRefusals,
  LikelyDuplicates,
  PlanView,
};

export type Arrival = ArrivalPage['items'][number];
export type ArrivalState = Arrival['state'];
export type TakeInInput = z.input<typeof takeInBody>;
export type NewExclusionInput = z.input<typeof addExclusionBody>;
export type Assignment = AssignmentPage['items'][number];
export type PastAssignment = AssignmentHistory['items'][number];
export type AssignInput = z.input<typeof assignBody>;
export type ReassignInput = z.input<typeof reassignBody>;
export type OpenCaseFileInput = z.input<typeof openCaseFileBody>;
export type PlanInput = z.input<typeof publishPlanBody>;
export type ProposeClassInput = z.input<typeof proposeClassBody>;
export type ClassProposal = ClassProposals['items'][number];
export type KnownInput = z.input<typeof addCorrespondentBody>;
export type CorrespondentInput = z.input<typeof correspondent>;
export type LikelyDuplicate = LikelyDuplicates['items'][number];
export type LikelyDuplicatesInput = z.input<typeof likelyDuplicatesBody>;
