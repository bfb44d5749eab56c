import { defineRefusals } from '@libro-firma/kernel';

export const classificationRefusals = defineRefusals('classification', {
  DAY_NOT_AHEAD: {
    kind: 'invalid',
    text: {
      it: 'Un nuovo titolario vale da un giorno futuro: quello di oggi è già usato',
      en: 'A new plan is valid from a day to come: that of today is in use already',
    },
  },
  ALREADY_SCHEDULED: {
    kind: 'conflict',
    text: {
      it: 'C’è già un titolario che deve ancora entrare in vigore',
      en: 'A plan that is not in force yet is there already',
    },
  },
  CODE_TWICE: {
    kind: 'invalid',
    text: { it: 'La voce «{code}» compare due volte', en: 'The entry “{code}” stands twice' },
  },
  PARENT_MISSING: {
    kind: 'invalid',
    text: {
      it: 'La voce «{code}» sta sotto una voce che manca',
      en: 'The entry “{code}” stands under one that is missing',
    },
  },
  SUCCESSOR_WRONG: {
    kind: 'invalid',
    text: {
      it: 'La corrispondenza {from} → {to} non è tra una voce di oggi e una del nuovo titolario',
      en: 'The mapping {from} → {to} is not between an entry of today and one of the new plan',
    },
  },
  SAME_AS_BEFORE: {
    kind: 'invalid',
    text: {
      it: 'Il documento ha già questa classificazione',
      en: 'The document has this classification already',
    },
  },
});
