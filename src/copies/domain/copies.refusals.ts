import { defineRefusals } from '@libro-firma/kernel';

export const copiesRefusals = defineRefusals('copies', {
  NOT_READY: {
    kind: 'not-found',
    text: { it: 'La copia di questo atto non è ancora pronta', en: 'The copy of this act is not ready yet' },
    remedy: {
      it: 'Si prepara da sola dopo la firma e il protocollo: riprovi tra poco',
      en: 'It is made by itself after signature and protocol: try again soon',
    },
  },
});
