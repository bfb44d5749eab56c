import type { Text } from '@libro-firma/kernel';
import { EXCLUSION_ADDED, EXCLUSION_ENDED } from './application/arrivals/exclusions';
import { RULE_ADDED, RULE_ENDED } from './application/classification/desk-rules';
import { PLAN_PUBLISHED } from './application/classification/publish-plan.use-case';
import { RECLASSIFIED } from './application/classification/reclassify.use-case';
import { COPY_JOINED } from './application/paper/copy-desk';
import { RESERVATION_CHANGED } from './application/reservation/change-reservation.use-case';
import {
  ARRIVAL_BROUGHT_BACK,
  ARRIVAL_EXCLUDED,
  ARRIVAL_RECEIVED,
  ARRIVAL_REGISTERED,
} from './domain/arrivals/arrival';
import {
  ASSIGNED,
  ASSIGNMENT_ACCEPTED,
  ASSIGNMENT_REFUSED,
  ASSIGNMENT_WITHDRAWN,
} from './domain/assignments/assignment';
import {
  CASE_FILE_CHANGED,
  CASE_FILE_CLOSED,
  CASE_FILE_OPENED,
  CASE_FILE_REOPENED,
  REGISTRATION_FILED,
  REGISTRATION_TAKEN_OUT,
} from './domain/case-files/case-file';

/** What the journal says of arrivals, classes, case files and assignments. */
export const protocolTexts: Readonly<Record<string, Text>> = {
  [ARRIVAL_RECEIVED]: { it: 'Arrivato', en: 'Arrived' },
  [ARRIVAL_EXCLUDED]: {
    it: 'Escluso dalla registrazione: {title}',
    en: 'Excluded from registration: {title}',
  },
  [ARRIVAL_BROUGHT_BACK]: { it: 'Riportato tra gli arrivi: {reason}', en: 'Brought back: {reason}' },
  [ARRIVAL_REGISTERED]: { it: 'Protocollato', en: 'Registered' },
  [EXCLUSION_ADDED]: { it: 'Esclusione aggiunta: {title}', en: 'Exclusion added: {title}' },
  [EXCLUSION_ENDED]: { it: 'Esclusione cessata', en: 'Exclusion ended' },
  [RULE_ADDED]: { it: 'Regola aggiunta: {name}', en: 'Rule added: {name}' },
  [RULE_ENDED]: { it: 'Regola cessata', en: 'Rule ended' },
  [PLAN_PUBLISHED]: {
    it: 'Titolario «{name}» in vigore dal {validFrom}, {actReference}',
    en: 'Classification plan “{name}” in force from {validFrom}, {actReference}',
  },
  [RECLASSIFIED]: {
    it: 'Classificazione cambiata da {before} a {after}: {reason}',
    en: 'Class changed from {before} to {after}: {reason}',
  },
  [CASE_FILE_OPENED]: { it: 'Fascicolo aperto: {subject}', en: 'Case file opened: {subject}' },
  [CASE_FILE_CHANGED]: { it: 'Dati del fascicolo modificati', en: 'Case file changed' },
  [CASE_FILE_CLOSED]: { it: 'Fascicolo chiuso', en: 'Case file closed' },
  [CASE_FILE_REOPENED]: { it: 'Fascicolo riaperto: {reason}', en: 'Case file reopened: {reason}' },
  [REGISTRATION_FILED]: { it: 'Fascicolato', en: 'Filed' },
  [REGISTRATION_TAKEN_OUT]: {
    it: 'Tolto dal fascicolo: {reason}',
    en: 'Taken out of the case file: {reason}',
  },
  [COPY_JOINED]: { it: 'Unita una copia per immagine', en: 'An image copy was joined' },
  [RESERVATION_CHANGED]: {
    it: 'Cambiato chi può aprire la registrazione: {reason}',
    en: 'Who may open the registration was changed: {reason}',
  },
  [ASSIGNED]: { it: 'Assegnato', en: 'Assigned' },
  [ASSIGNMENT_ACCEPTED]: { it: 'Presa in carico', en: 'Assignment accepted' },
  [ASSIGNMENT_REFUSED]: { it: 'Assegnazione rifiutata: {reason}', en: 'Assignment refused: {reason}' },
  [ASSIGNMENT_WITHDRAWN]: { it: 'Assegnazione ritirata: {reason}', en: 'Assignment withdrawn: {reason}' },
};
