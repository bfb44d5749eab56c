import { defineRefusals } from '@libro-firma/kernel';

export const emergencyRefusals = defineRefusals('protocol', {
  STATION_TAKEN: {
    kind: 'conflict',
    text: {
      it: 'C’è già una postazione con questo prefisso',
      en: 'There is a station with this prefix already',
    },
  },
  STATION_NOT_FOUND: {
    kind: 'not-found',
    text: { it: 'Questa postazione di emergenza non c’è', en: 'There is no such emergency station' },
  },
  EMERGENCY_OVERLAPS: {
    kind: 'conflict',
    text: {
      it: 'Il periodo si sovrappone a un’altra apertura del registro di emergenza',
      en: 'The period overlaps another opening of the emergency register',
    },
  },
  EMERGENCY_PERIOD_WRONG: {
    kind: 'invalid',
    text: {
      it: 'Un provvedimento autorizza al massimo 24 ore; ogni ulteriore provvedimento al massimo una settimana, senza interruzione',
      en: 'One act authorises 24 hours at most; each further act one week at most, without a break',
    },
  },
  EMERGENCY_NOT_FOUND: {
    kind: 'not-found',
    text: { it: 'Questa apertura del registro di emergenza non c’è', en: 'There is no such opening' },
  },
  EMERGENCY_CLOSED: {
    kind: 'conflict',
    text: { it: 'Il registro di emergenza è già chiuso', en: 'The emergency register is closed already' },
  },
  EMERGENCY_NOT_AUTHENTIC: {
    kind: 'invalid',
    text: {
      it: 'Il file non è quello esportato da un modulo di questa AOO, oppure è stato cambiato',
      en: 'The file is not what a form of this AOO exported, or it was changed',
    },
    remedy: {
      it: 'Lo esporti di nuovo dal modulo della postazione',
      en: 'Export it again from the form of the station',
    },
  },
  EMERGENCY_IMPORTED: {
    kind: 'conflict',
    text: { it: 'Questo file è già stato importato', en: 'This file was imported already' },
  },
  EMERGENCY_NUMBERS_OVERLAP: {
    kind: 'conflict',
    text: {
      it: 'Alcuni numeri di questo file sono già stati importati da un altro',
      en: 'Some numbers of this file were imported from another one already',
    },
  },
  EMERGENCY_ENTRY_WRONG: {
    kind: 'invalid',
    text: {
      it: 'La registrazione di emergenza n. {number} non è in ordine, o è fuori dal periodo di apertura',
      en: 'Emergency entry {number} is out of order, or outside the time that the register was open',
    },
  },
});
