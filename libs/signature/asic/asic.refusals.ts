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
  TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'I file da firmare in un contenitore superano insieme {limit} byte',
      en: 'The files to be signed in a container are together larger than {limit} bytes',
    },
    remedy: {
      it: 'Firmare il file grande da solo, in una busta .p7m',
      en: 'Sign the large file by itself, in a .p7m envelope',
    },
  },
  FORM_NOT_EXTENDED: {
    kind: 'unsupported',
    text: {
      it: 'Il contenitore non ha firme CAdES: non può essere portato a un livello superiore',
      en: 'The container has no CAdES signatures: it cannot be given a higher level',
    },
    remedy: {
      it: 'Chiedere la marca temporale al momento della firma',
      en: 'Ask for the timestamp when the container is signed',
    },
  },
});
