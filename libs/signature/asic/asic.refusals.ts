import { defineRefusals } from '@libro-firma/kernel';

export const asicRefusals = defineRefusals('asic', {
  FILE_NAMES: {
    kind: 'invalid',
    text: {
      it: 'I nomi dei file non sono adatti a un contenitore firmato: {reason}',
      en: 'The names of the files do not suit a signed container: {reason}',
    },
    remedy: {
      it: 'Dare a ogni file un nome diverso, senza cartelle superiori e fuori da META-INF',
      en: 'Give each file a name of its own, without parent folders and outside META-INF',
    },
  },
});
