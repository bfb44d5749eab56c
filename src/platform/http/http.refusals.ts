import { defineRefusals } from '@libro-firma/kernel';

export const httpRefusals = defineRefusals('http', {
  INPUT_NOT_AS_DESCRIBED: {
    kind: 'invalid',
    text: {
      it: 'I dati inviati non sono nella forma attesa: {issues}',
      en: 'The data sent is not in the expected form: {issues}',
    },
    remedy: {
      it: 'Corregga i campi indicati e invii di nuovo',
      en: 'Correct the fields named and send again',
    },
  },
  NOT_FOUND: {
    kind: 'not-found',
    text: { it: 'Qui non c’è nulla che lei possa vedere', en: 'There is nothing here that you may see' },
    remedy: {
      it: 'Controlli l’indirizzo o torni all’elenco',
      en: 'Check the address or go back to the list',
    },
  },
  TOO_MANY_REQUESTS: {
    kind: 'too-many',
    text: { it: 'Troppe richieste in poco tempo', en: 'Too many requests in a short time' },
    remedy: { it: 'Attenda qualche secondo e riprovi', en: 'Wait a few seconds and try again' },
  },
  KEY_USED_FOR_SOMETHING_ELSE: {
    kind: 'conflict',
    text: {
      it: 'Questa chiave di idempotenza ha già servito per dati diversi',
      en: 'This idempotency key has already served for other data',
    },
    remedy: { it: 'Usi una chiave nuova per una richiesta nuova', en: 'Use a new key for a new request' },
  },
  STILL_IN_PROGRESS: {
    kind: 'conflict',
    text: { it: 'La stessa richiesta è ancora in corso', en: 'The same request is still in progress' },
    remedy: {
      it: 'Attenda un momento e ripeta con la stessa chiave',
      en: 'Wait a moment and repeat with the same key',
    },
  },
  DONE_BUT_ANSWER_LOST: {
    kind: 'conflict',
    text: {
      it: 'Questa richiesta è già stata eseguita; la risposta è andata persa perché il servizio si è fermato',
      en: 'This request was carried out already; its answer was lost when the service stopped',
    },
    remedy: {
      it: 'Cerchi nell’elenco ciò che ha creato; non la invii di nuovo con un’altra chiave',
      en: 'Look in the list for what it created; do not send it again under another key',
    },
  },
  SENT_TOO_SLOWLY: {
    kind: 'too-slow',
    text: {
      it: 'I dati arrivano troppo lentamente: in {seconds} secondi meno di {bytes} byte; non è stato conservato nulla',
      en: 'The data arrives too slowly: less than {bytes} bytes in {seconds} seconds; nothing of it was kept',
    },
    remedy: {
      it: 'Controlli la connessione e invii di nuovo',
      en: 'Check the connection and send again',
    },
  },
  BODY_TOO_LARGE: {
    kind: 'too-large',
    text: { it: 'I dati inviati superano il limite', en: 'The data sent is larger than the limit' },
  },
  TEMPORARILY_UNAVAILABLE: {
    kind: 'unavailable',
    text: {
      it: 'Il servizio è momentaneamente senza la base dati; non è andato perso nulla',
      en: 'The service is without its database for a moment; nothing was lost',
    },
    remedy: { it: 'Riprovi tra qualche secondo', en: 'Try again in a few seconds' },
  },
  NO_ROOM_LEFT: {
    kind: 'unavailable',
    text: {
      it: 'Lo spazio per i dati è esaurito: la richiesta non è stata eseguita, ciò che c’era è intatto',
      en: 'There is no room left for data: the request was not carried out, what was there is intact',
    },
    remedy: {
      it: 'Avvisi chi gestisce il servizio e ripeta la richiesta più tardi',
      en: 'Tell whoever keeps the service running and repeat the request later',
    },
  },
  UNSUPPORTED_MEDIA_TYPE: {
    kind: 'unsupported',
    text: {
      it: 'Questo tipo di contenuto non è accettato qui',
      en: 'This type of content is not accepted here',
    },
  },
});
