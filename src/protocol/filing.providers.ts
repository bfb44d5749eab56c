import { Assign } from './application/assignments/assign.use-case';
import { Assignments } from './application/assignments/assignments';
import { CheckAssignee } from './application/assignments/check-assignee';
import { CountDesks } from './application/assignments/count-desks';
import { CaseFiles } from './application/case-files/case-files';
import { FileByRules } from './application/case-files/file-by-rules.use-case';
import { FileRegistrations } from './application/case-files/file-registrations.use-case';
import { FilingDesk } from './application/case-files/filing-desk';
import { CaseFileMetadata } from './application/case-files/case-file-metadata';
import { KeepCaseFile } from './application/case-files/keep-case-file.use-case';
import { DeskRules } from './application/classification/desk-rules';
import { ProposeClass } from './application/classification/propose-class';
import { PublishPlan } from './application/classification/publish-plan.use-case';
import { Reclassify } from './application/classification/reclassify.use-case';
import { ChangeReservation } from './application/reservation/change-reservation.use-case';
import { AssignmentsController } from './http/assignments/assignments.controller';
import { CaseFilesController } from './http/case-files/case-files.controller';
import { FilingController } from './http/case-files/filing.controller';
import { ClassificationController } from './http/classification/classification.controller';
import { ReservationController } from './http/reservation/reservation.controller';

export const filingProviders = [
  ProposeClass,
  PublishPlan,
  Reclassify,
  DeskRules,
  CaseFiles,
  KeepCaseFile,
  CaseFileMetadata,
  FileRegistrations,
  FilingDesk,
  FileByRules,
  CheckAssignee,
  Assign,
  Assignments,
  CountDesks,
  ChangeReservation,
];

export const filingControllers = [
  ClassificationController,
  CaseFilesController,
  FilingController,
  AssignmentsController,
  ReservationController,
];
