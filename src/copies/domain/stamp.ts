import { italianDate } from '@libro-firma/kernel';
/** What a stamp says: everything that a reader of the paper needs to find the original and to trust the copy. */
export interface Stamp {
  readonly bodyName: string;
  /** Null for a book without protocol: the copy then bears no number. */
  readonly registration: { readonly register: string; readonly number: string; readonly date: string } | null;
  readonly subject: string;
  readonly signers: readonly StampedSigner[];
  readonly signedSha256: string;
  readonly code: string;
  /** Where the code is typed, and where the QR leads. */
  readonly verificationUrl: string;
  readonly codeUrl: string;
}

export interface StampedSigner {
  readonly fullName: string;
  readonly capacity: string | null;
  /** `YYYY-MM-DD`, Europe/Rome; null where no time of the signature is known. */
  readonly signedOn: string | null;
}

export type CopyKind = 'STAMPED' | 'COVER';

const SHORT_HASH = 16;

/** Where the act stands: body, register, number and date; without protocol it is a copy and nothing more. */
export function placeLine(stamp: Stamp): string {
  return `${stamp.bodyName} · ${registrationText(stamp)}`;
}

export function registrationText({ registration }: Stamp): string {
  if (!registration) return 'copia';
  const { register, number, date } = registration;
  return `${register} n. ${number} del ${italianDate(date)}`;
}

export function signersLine({ signers }: Stamp): string {
  if (signers.length === 0) return 'Documento informatico senza firma digitale';
  return `Firmato digitalmente da: ${signers.map(signerText).join('; ')}`;
}

export function signerText({ fullName, capacity, signedOn }: StampedSigner): string {
  return `${fullName}${capacity ? ` (${capacity})` : ''}${signedOn === null ? '' : ` il ${italianDate(signedOn)}`}`;
}

export function hashLine({ signedSha256 }: Stamp): string {
  return `Impronta SHA-256 dell’originale: ${signedSha256.slice(0, SHORT_HASH)}… (prime ${SHORT_HASH} cifre di ${signedSha256.length})`;
}

/** D.Lgs. 82/2005 (CAD) art. 23-ter, c. 5: the mark; D.Lgs. 39/1993 art. 3, c. 2: the name in print. */
const OF_SIGNED =
  'Copia di un atto originale informatico firmato digitalmente, conservato da questa amministrazione. Il contrassegno permette ' +
  'di accertare la corrispondenza della copia all’originale (art. 23-ter, c. 5, D.Lgs. 82/2005); il nome a stampa del firmatario ' +
  'sostituisce la firma autografa (art. 3, c. 2, D.Lgs. 39/1993).';
const OF_REGISTERED =
  'Copia di un documento informatico registrato al protocollo e conservato da questa amministrazione. Il contrassegno permette ' +
  'di accertare la corrispondenza della copia all’originale (art. 23-ter, c. 5, D.Lgs. 82/2005).';

export function legalSentence({ signers }: Stamp): string {
  return signers.length > 0 ? OF_SIGNED : OF_REGISTERED;
}

export function verificationLine({ verificationUrl, code }: Stamp): string {
  return `Verifica: inquadrare il QR oppure aprire ${verificationUrl} e scrivere il codice ${code}`;
}
