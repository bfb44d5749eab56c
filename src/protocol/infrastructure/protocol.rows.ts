import {
  RegistrationFileRow,
  RegistrationSearchRow,
  RegistrationSegnaturaRow,
} from './registration-parts.rows';
import { RegistrationRow } from './registration.row';

export const protocolRows = [
  RegistrationRow,
  RegistrationFileRow,
  RegistrationSegnaturaRow,
  RegistrationSearchRow,
];
