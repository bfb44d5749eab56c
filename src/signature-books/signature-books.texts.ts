import type { Text } from '@libro-firma/kernel';

/** What each entry of a request's journal says to people. */
export const signatureBooksTexts = {
  'signing-request.written': { it: 'Pratica scritta', en: 'Request written' },
  'signing-request.rewritten': { it: 'Bozza modificata', en: 'Draft changed' },
  'signing-request.started': {
    it: 'Inviata: file congelati, controlli in corso',
    en: 'Sent: files frozen, checks under way',
  },
  'signing-request.checks-failed': {
    it: 'Controlli non superati: torna in bozza',
    en: 'Checks not passed: back to draft',
  },
  'signing-request.withdrawn-from-checks': {
    it: 'Ritirata durante i controlli',
    en: 'Withdrawn during the checks',
  },
  'signing-request.entered-route': {
    it: 'Controlli superati: entra nel percorso',
    en: 'Checks passed: enters its route',
  },
  'signing-request.step-opened': { it: 'Nuovo passo aperto', en: 'Next step opened' },
  'signing-request.endorsed': { it: 'Vistata', en: 'Endorsed' },
  'signing-request.signature-made': { it: 'Firmata', en: 'Signed' },
  'signing-request.signed': { it: 'Percorso completo', en: 'Route complete' },
  'signing-request.registered': { it: 'Registrata a protocollo', en: 'Registered in the protocol' },
  'signing-request.blocked': { it: 'Ferma per un ostacolo tecnico', en: 'Held by a technical obstacle' },
  'signing-request.returned': { it: 'Restituita', en: 'Returned' },
  'signing-request.recalled': { it: 'Ritirata dal richiedente', en: 'Recalled by the requester' },
  'signing-request.revised': { it: 'Nuova revisione', en: 'New revision' },
  'signing-request.cancelled': { it: 'Annullata', en: 'Cancelled' },
  'blocked.PACKAGE_WITHHELD': {
    it: 'La verifica della firma non è positiva: il pacchetto di conservazione è trattenuto; decide il responsabile della gestione documentale',
    en: 'The verification of the signature is not positive: the package is withheld; the records manager decides',
  },
  'blocked.CODE_NEEDED': {
    it: 'La firma non è stata apposta: serve un nuovo codice',
    en: 'The signature was not made: a new code is needed',
  },
  'signing-request.archived': { it: 'Pacchetto di conservazione pronto', en: 'Preservation package ready' },
} as const satisfies Readonly<Record<string, Text>>;
