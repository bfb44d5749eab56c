import { defineRefusals } from '@libro-firma/kernel';

export const dailyRefusals = defineRefusals('protocol', {
  DAY_NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Non c’è un registro giornaliero chiuso a questo indirizzo',
      en: 'There is no closed daily register here',
    },
  },
  DAY_NOT_CLOSED: {
    kind: 'conflict',
    text: {
      it: 'Il giorno della registrazione non è ancora chiuso: la prova si può avere da domani',
      en: 'The day of the registration is not closed yet: its proof can be had from tomorrow',
    },
  },
});
