import { defineRefusals } from '@libro-firma/kernel';

const SOON = {
  it: 'Si prepara da solo dopo la copia: riprovi tra poco',
  en: 'It is made by itself after the copy: try again soon',
} as const;

export const archiveRefusals = defineRefusals('archive', {
  NOT_READY: {
    kind: 'not-found',
    text: {
      it: 'Il pacchetto di questo atto non è ancora pronto',
      en: 'The package of this act is not ready yet',
    },
    remedy: SOON,
  },
  NO_SEGNATURA: {
    kind: 'not-found',
    text: {
      it: 'Questo atto non ha una segnatura di protocollo',
      en: 'This act has no segnatura of the protocol',
    },
  },
});
