import { DailyRegisterRow, DailyRegisterSealRow, DailyRegisterTimestampRow } from './daily-register.rows';
import { emergencyRows } from './emergency/emergency.rows';
import { DispatchAttemptRow, DispatchRow } from './dispatch/dispatch.rows';
import { ProtocolMessageRow, ReceivedSegnaturaRow, SegnaturaSealRow } from './exchange.rows';
import {
  RegistrationCompletionRow,
  RegistrationFileRow,
  RegistrationReservationRow,
  RegistrationSegnaturaRow,
  SegnaturaNamesRow,
} from './registration-parts.rows';
import { AnnulmentDecisionRow, AnnulmentRequestRow } from './annulment.rows';
import { arrivalRows } from './arrivals/arrival.rows';
import { correspondentRows } from './correspondents/correspondent.rows';
import { RegistrationTraceRow } from './duplicates/registration-trace.row';
import { AssignmentRow } from './assignments/assignment.row';
import { caseFileRows } from './case-files/case-file.rows';
import { classificationRows } from './classification/classification.rows';
import { RegistrationCopyRow } from './paper/registration-copy.row';
import { DailyRegisterAlarmRow, ReceiptRequestRow, RegistrationReceiptRow } from './receipt.row';
import { SavedSearchRow } from './saved-search.row';
import { registerStartRows } from './register-start/register-start.rows';
import { RegistrationRow } from './registration.row';

export const protocolRows = [
  RegistrationRow,
  RegistrationFileRow,
  RegistrationSegnaturaRow,
  SegnaturaNamesRow,
  RegistrationCompletionRow,
  RegistrationReservationRow,
  AnnulmentRequestRow,
  AnnulmentDecisionRow,
  DailyRegisterRow,
  DailyRegisterTimestampRow,
  DailyRegisterSealRow,
  ReceivedSegnaturaRow,
  ProtocolMessageRow,
  SegnaturaSealRow,
  DispatchRow,
  DispatchAttemptRow,
  ...arrivalRows,
  ...correspondentRows,
  RegistrationTraceRow,
  ...classificationRows,
  ...caseFileRows,
  AssignmentRow,
  RegistrationCopyRow,
  ...emergencyRows,
  SavedSearchRow,
  ReceiptRequestRow,
  RegistrationReceiptRow,
  DailyRegisterAlarmRow,
  ...registerStartRows,
];
