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
  'signing-request.file-given-out': {
    it: 'Scaricata per firmarla con un altro programma',
    en: 'Downloaded to be signed with another program',
  },
  'signing-request.timestamp-appended': {
    it: 'Marca temporale aggiunta alle firme',
    en: 'A timestamp was added to the signatures',
  },
  'signing-request.signature-waits': {
    it: 'Firmata, verifica in attesa',
    en: 'Signed, waiting for its verification',
  },
  'signing-request.signatures-accepted': {
    it: 'Firma accettata per decisione, senza verifica completa',
    en: 'Signature accepted by decision, without a complete verification',
  },
  'signing-request.signatures-refused': {
    it: 'Firma non accettata per decisione: è conservata come prova',
    en: 'Signature not accepted by decision: it is kept as evidence',
  },
  'waiting.QUALIFICATION_NOT_DETERMINABLE': {
    it: 'Gli elenchi di fiducia non dicono se la firma è qualificata: si caricano in Verifica, Elenchi di fiducia',
    en: 'The trusted lists do not say whether the signature is qualified: they are loaded in Verification, Trusted lists',
  },
  'waiting.other': {
    it: 'Manca ciò che serve a giudicarla',
    en: 'What is needed to judge it is missing',
  },
  'signing-request.signed': { it: 'Percorso completo', en: 'Route complete' },
  'signing-request.registered': { it: 'Registrata a protocollo', en: 'Registered in the protocol' },
  'signing-request.blocked': { it: 'Ferma per un ostacolo tecnico', en: 'Held by a technical obstacle' },
  'signing-request.returned': { it: 'Restituita', en: 'Returned' },
  'signing-request.recalled': { it: 'Ritirata dal richiedente', en: 'Recalled by the requester' },
  'signing-request.revised': { it: 'Nuova revisione', en: 'New revision' },
  'signing-request.cancelled': { it: 'Annullata', en: 'Cancelled' },
  'signing-request.decided': { it: 'Decisa, ancora annullabile', en: 'Decided, may still be taken back' },
  'signing-request.decision-taken-back': { it: 'Decisione annullata', en: 'Decision taken back' },
  'signing-request.opinion-given': { it: 'Parere espresso', en: 'Opinion given' },
  'signing-request.opinion-overruled': {
    it: 'Firmata nonostante il parere contrario',
    en: 'Signed despite a contrary opinion',
  },
  'signing-request.read': { it: 'Letta', en: 'Read' },
  'signing-request.declined': { it: 'Rifiutata: non di competenza', en: 'Declined: not mine' },
  'signing-request.readdressed': { it: 'Indirizzata ad altri', en: 'Addressed to somebody else' },
  'signing-request.task-lapsed': {
    it: 'Il destinatario non ha più il potere',
    en: 'Its addressee has lost the power',
  },
  'signing-request.suspended': { it: 'Sospesa per chiarimenti', en: 'Suspended for clarification' },
  'signing-request.answered': { it: 'Risposta data', en: 'Question answered' },
  'signing-request.question-withdrawn': { it: 'Domanda ritirata', en: 'Question withdrawn' },
  'signing-request.expired': { it: 'Scaduta', en: 'Expired' },
  'signing-request.extended': { it: 'Scadenza prorogata', en: 'Deadline extended' },
  'signing-request.step-late': { it: 'Passo in ritardo', en: 'Step late' },
  'signing-request.sent-back': { it: 'Rimandata dal protocollo', en: 'Sent back by the protocol' },
  'signing-request.registration-corrected': {
    it: 'Dati di registrazione corretti',
    en: 'Registration data corrected',
  },
  'signing-request.number-wanted': {
    it: 'Chiesta la registrazione di un atto solo firmato',
    en: 'Registration of a signed-only act asked for',
  },
  'signing-request.delivered': { it: 'Consegnata', en: 'Delivered' },
  'signing-request.registration-annulled': { it: 'Registrazione annullata', en: 'Registration annulled' },
  'signing-request.verdict-accepted': {
    it: 'Archiviazione decisa dal responsabile della gestione documentale',
    en: 'Archiving decided by the records manager',
  },
  'signing-request.annulment-closed': {
    it: 'Annullata e non registrata di nuovo',
    en: 'Annulled, and not registered again',
  },
  'signing-request.numbered': { it: 'Numero preso', en: 'Number taken' },
  'signing-request.number-left': {
    it: 'L’atto ha lasciato il percorso: il numero resta e va all’elenco del responsabile',
    en: 'The act has left its route: the number stays and goes to the records manager’s list',
  },
  'signing-request.automatic-step-done': { it: 'Passo automatico eseguito', en: 'Automatic step done' },
  'signing-request.unblocked': { it: 'Ostacolo rimosso', en: 'Obstacle removed' },
  'blocked.NO_HOLDER': {
    it: 'Nessuno può agire in questo passo: va indirizzato di nuovo',
    en: 'Nobody can act in this step: it is to be addressed anew',
  },
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
