import { DailyRegisterRow, DailyRegisterSealRow, DailyRegisterTimestampRow } from './daily-register.rows';
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
];
