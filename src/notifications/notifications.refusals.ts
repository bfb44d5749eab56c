import { defineRefusals } from '@libro-firma/kernel';

export const notificationsRefusals = defineRefusals('notifications', {
  NOT_FOUND: {
    kind: 'not-found',
    text: { it: 'Questo avviso non c’è, o non è suo', en: 'There is no such notice of yours' },
  },
  WEBHOOKS_NOT_CONFIGURED: {
    kind: 'unavailable',
    text: {
      it: 'I webhook non sono configurati: manca la chiave da cui nascono i loro segreti',
      en: 'Webhooks are not configured: the key from which their secrets come is missing',
    },
    remedy: {
      it: 'Imposti WEBHOOK_KEY (almeno 32 caratteri) e riavvii il servizio',
      en: 'Set WEBHOOK_KEY (32 characters at least) and restart the service',
    },
  },
  WEBHOOK_NOT_FOUND: {
    kind: 'not-found',
    text: {
      it: 'Questo webhook non esiste o è stato tolto',
      en: 'This webhook does not exist or was removed',
    },
  },
  WEBHOOK_ADDRESS_NOT_ADMITTED: {
    kind: 'invalid',
    text: {
      it: 'Un webhook chiama solo indirizzi https pubblici, senza credenziali nell’indirizzo',
      en: 'A webhook calls public https addresses only, without credentials in the address',
    },
    remedy: {
      it: 'Usi un indirizzo https pubblico; per la rete interna serve WEBHOOK_PRIVATE_ADDRESSES=true',
      en: 'Use a public https address; for the inner network it takes WEBHOOK_PRIVATE_ADDRESSES=true',
    },
  },
  TOO_MANY_WEBHOOKS: {
    kind: 'conflict',
    text: { it: 'Ci sono già {limit} webhook', en: 'There are {limit} webhooks already' },
    remedy: { it: 'Tolga quelli che non servono', en: 'Remove those that are not needed' },
  },
  CALL_NOT_TO_BE_SENT: {
    kind: 'conflict',
    text: {
      it: 'Questa chiamata è già arrivata o è ancora in corso',
      en: 'This call has arrived already, or is still under way',
    },
  },
});
