import type { Text } from '@libro-firma/kernel';

/** Those of signatures; `VALID` and what follows are those of a trusted list, which say nothing of trust in it. */
export type Conclusion =
  | 'TOTAL_PASSED'
  | 'INDETERMINATE'
  | 'TOTAL_FAILED'
  | 'NO_SIGNATURE'
  | 'FORMAT_ERROR'
  | 'VALID'
  | 'INVALID'
  | 'NOT_CONFORMANT'
  | 'PARSE_ERROR';

/** The verdict in one sentence: unknown is never told as invalid, nor as valid (EN 319 102-1 §5.1.2). */
const SENTENCES: Readonly<Record<Conclusion, Text>> = {
  TOTAL_PASSED: {
    it: 'Valida: ogni firma è integra, copre il documento e risale a un certificatore di fiducia',
    en: 'Valid: every signature is intact, covers the document and leads to a trusted authority',
  },
  INDETERMINATE: {
    it: 'Non determinabile: manca qualcosa per dire se la firma è valida; non significa che sia falsa',
    en: 'Not determinable: something is missing to tell whether it is valid; this does not mean that it is forged',
  },
  TOTAL_FAILED: {
    it: 'Non valida: almeno una firma non corrisponde al documento o non è ammessa',
    en: 'Not valid: at least one signature does not match the document or is not admitted',
  },
  NO_SIGNATURE: { it: 'Il file non contiene firme', en: 'The file holds no signature' },
  FORMAT_ERROR: {
    it: 'Il file non è in un formato che si possa verificare, o è danneggiato',
    en: 'The file is in no format that can be verified, or is damaged',
  },
  VALID: {
    it: 'Elenco di fiducia integro e conforme; non dice ancora se ci si possa fidare di chi lo firma',
    en: 'Trusted list that is intact and conformant; whether its signer may be trusted is another question',
  },
  INVALID: {
    it: 'Elenco di fiducia la cui firma non corrisponde al contenuto',
    en: 'Trusted list whose signature does not match its content',
  },
  NOT_CONFORMANT: {
    it: 'Elenco di fiducia non conforme alle regole del suo formato',
    en: 'Trusted list that does not follow the rules of its format',
  },
  PARSE_ERROR: {
    it: 'Il file è vuoto, o è un elenco di fiducia che non si può leggere',
    en: 'The file is empty, or a trusted list that cannot be read',
  },
};

export function sentenceOf(conclusion: Conclusion): Text {
  return SENTENCES[conclusion];
}
