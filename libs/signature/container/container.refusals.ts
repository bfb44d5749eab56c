import { defineRefusals } from '@libro-firma/kernel';

/** Why a ZIP container was not read. Codes are `CONTAINER_…` and never renamed. */
export const containerRefusals = defineRefusals('container', {
  NOT_READABLE: {
    kind: 'invalid',
    text: {
      it: 'Il contenitore ZIP non è leggibile: {reason}',
      en: 'The ZIP container is not readable: {reason}',
    },
  },
  TOO_LARGE: {
    kind: 'too-large',
    text: {
      it: 'Il contenitore ZIP supera i limiti ammessi: {bound} oltre {limit}',
      en: 'The ZIP container exceeds the stated bounds: {bound} above {limit}',
    },
  },
  DUPLICATE_NAME: {
    kind: 'invalid',
    text: {
      it: 'Il contenitore ha due file di nome {name}: programmi diversi ne leggerebbero uno diverso',
      en: 'The container has two files named {name}: different programs would read different ones',
    },
  },
  HEADERS_DIFFER: {
    kind: 'invalid',
    text: {
      it: 'Il file {name} è descritto in due modi diversi nel contenitore: programmi diversi leggerebbero cose diverse',
      en: 'The file {name} is described in two different ways in the container: different programs would read different things',
    },
  },
  ENTRIES_OVERLAP: {
    kind: 'invalid',
    text: {
      it: 'I file del contenitore si sovrappongono',
      en: 'The files of the container lie over each other',
    },
  },
  ENCRYPTED: {
    kind: 'unsupported',
    text: {
      it: 'Il file {name} del contenitore è cifrato',
      en: 'The file {name} of the container is encrypted',
    },
  },
});
