import { defineRefusals } from '@libro-firma/kernel';

export const assignmentsRefusals = defineRefusals('assignments', {
  NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Questa assegnazione non c’è, o non è sua',
      en: 'This assignment is not there, or not yours',
    },
  },
  ASSIGNEE_UNKNOWN: {
    kind: 'invalid',
    text: {
      it: 'Si assegna a un ufficio della AOO, o a una persona che vi lavora oggi',
      en: 'One assigns to an office of the AOO, or to a person who works in it today',
    },
  },
  ASSIGNEE_NOT_ON_LIST: {
    kind: 'forbidden',
    text: {
      it: 'Il documento è riservato e l’assegnatario non è tra chi può aprirlo',
      en: 'The document is reserved and the assignee is not among those who may open it',
    },
    remedy: {
      it: 'Chieda al responsabile della gestione documentale di aggiungerlo all’elenco',
      en: 'Ask the records manager to add the assignee to the list',
    },
  },
  ALREADY_ASSIGNED: {
    kind: 'conflict',
    text: { it: 'È già assegnato così', en: 'It is assigned like that already' },
  },
  NOT_YOURS_TO_ASSIGN: {
    kind: 'forbidden',
    text: {
      it: 'Un responsabile assegna nel suo ufficio ciò che al suo ufficio è assegnato',
      en: 'A head assigns within the office what is assigned to that office',
    },
  },
  NOT_IN_THIS_STATE: {
    kind: 'conflict',
    text: {
      it: 'L’assegnazione è già stata rifiutata o ritirata, o non attende più',
      en: 'The assignment was refused or withdrawn already, or waits no more',
    },
  },
  CHANGED_MEANWHILE: {
    kind: 'conflict',
    text: {
      it: 'Qualcuno ha deciso su questa assegnazione nel frattempo',
      en: 'Somebody has decided on this assignment meanwhile',
    },
  },
});
