import type { Text } from '@libro-firma/kernel';
import type { SubIndication } from '@libro-firma/signature';

/**
 * What each sub-indication means to who has to decide something with the file, and what can be done.
 *
 * @standard ETSI EN 319 102-1 §5.1.3
 */
export const SUB_INDICATION_WORDS: Readonly<Record<SubIndication, Text>> = {
  FORMAT_FAILURE: {
    it: 'La firma non rispetta le regole del suo formato: non prova nulla. Chieda un file firmato di nuovo',
    en: 'The signature breaks the rules of its format: it proves nothing. Ask for a file that is signed again',
  },
  HASH_FAILURE: {
    it: 'Il contenuto non è quello che fu firmato: è stato cambiato dopo la firma',
    en: 'The content is not what was signed: it was changed after the signature',
  },
  SIG_CRYPTO_FAILURE: {
    it: 'Il valore della firma non corrisponde alla chiave di chi avrebbe firmato',
    en: 'The signature’s value does not match the key of who is said to have signed',
  },
  SIG_CONSTRAINTS_FAILURE: {
    it: 'La firma non ha ciò che le regole di verifica chiedono, o il file è stato cambiato dopo in un modo non ammesso',
    en: 'The signature lacks what the rules ask for, or the file was changed later in a way that is not admitted',
  },
  CHAIN_CONSTRAINTS_FAILURE: {
    it: 'Il certificato non è adatto a firmare documenti, o supera i limiti dell’autorità che l’ha emesso',
    en: 'The certificate is not meant for signing documents, or exceeds the limits of its authority',
  },
  CERTIFICATE_CHAIN_GENERAL_FAILURE: {
    it: 'La catena dei certificati non si può ricostruire o contiene un’autorità sospesa',
    en: 'The chain of certificates cannot be built, or holds an authority that is on hold',
  },
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: {
    it: 'La firma usa un algoritmo non più sicuro, e nessuna marca temporale prova che fosse ancora sicuro allora',
    en: 'The signature uses an algorithm that is secure no more, and no timestamp proves that it was then',
  },
  OUT_OF_BOUNDS_NO_POE: {
    it: 'Il certificato è scaduto o non ancora valido, e nessuna marca temporale prova che la firma risale a quando valeva',
    en: 'The certificate has expired or is not valid yet, and no timestamp proves that it was valid at the signing',
  },
  REVOKED: {
    it: 'Il certificato era già revocato quando fu apposta la firma',
    en: 'The certificate was revoked already when the signature was made',
  },
  EXPIRED: {
    it: 'Il certificato era già scaduto quando fu apposta la firma',
    en: 'The certificate had expired already when the signature was made',
  },
  NOT_YET_VALID: {
    it: 'Il certificato non era ancora valido quando fu apposta la firma',
    en: 'The certificate was not valid yet when the signature was made',
  },
  REVOKED_NO_POE: {
    it: 'Il certificato è stato revocato, e nessuna marca temporale prova che la firma sia di prima',
    en: 'The certificate was revoked, and no timestamp proves that the signature was made before',
  },
  REVOKED_CA_NO_POE: {
    it: 'L’autorità che emise il certificato è stata revocata, e nulla prova che la firma sia di prima',
    en: 'The authority that issued the certificate was revoked, and nothing proves that the signature was made before',
  },
  TIMESTAMP_ORDER_FAILURE: {
    it: 'Le marche temporali non stanno nell’ordine giusto: una delle date non può essere vera',
    en: 'The timestamps are out of order: one of the dates cannot be true',
  },
  NO_SIGNING_CERTIFICATE_FOUND: {
    it: 'Nel file non c’è il certificato di chi ha firmato',
    en: 'The certificate of the signer is not in the file',
  },
  NO_CERTIFICATE_CHAIN_FOUND: {
    it: 'Il certificato non risale a un certificatore di cui questo ente si fida: non risulta negli elenchi di fiducia disponibili',
    en: 'The certificate leads to no authority that this body trusts: it is on none of the trusted lists at hand',
  },
  SIGNED_DATA_NOT_FOUND: {
    it: 'La firma è separata e manca il documento firmato: lo aggiunga e verifichi di nuovo',
    en: 'The signature is detached and the signed document is missing: add it and verify again',
  },
  TRY_LATER: {
    it: 'Non si è saputo se il certificato fosse revocato: chi lo emise non ha risposto. Si riprova da soli più tardi',
    en: 'Whether the certificate was revoked is not known: its issuer did not answer. It is tried again later',
  },
};

/** As {@link SUB_INDICATION_WORDS}, of a name that was stored; undefined for what is none of them. */
export function subIndicationWords(name: string): Text | undefined {
  const words: Readonly<Record<string, Text>> = SUB_INDICATION_WORDS;
  return words[name];
}
