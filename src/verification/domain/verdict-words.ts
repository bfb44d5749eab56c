import type { Language } from '@libro-firma/kernel';

interface VerdictWords {
  readonly title: string;
  readonly file: string;
  readonly verifiedAt: string;
  readonly policy: string;
  readonly inside: string;
  readonly unknownSigner: string;
  readonly change: string;
  readonly forbidden: string;
  readonly uncovered: string;
  readonly list: string;
  readonly stale: string;
  readonly notice: string;
  readonly type: Readonly<Record<'SIGNATURE' | 'COUNTER_SIGNATURE' | 'TIMESTAMP', string>>;
  readonly indication: Readonly<Record<'TOTAL_PASSED' | 'INDETERMINATE' | 'TOTAL_FAILED', string>>;
}

/** Words of the reports for people. */
export const VERDICT_WORDS: Readonly<Record<Language, VerdictWords>> = {
  it: {
    title: 'RAPPORTO DI VERIFICA',
    file: 'File',
    verifiedAt: 'Verificato il',
    policy: 'Regole applicate',
    inside: 'Documento contenuto',
    unknownSigner: 'firmatario sconosciuto',
    change: 'modifica successiva',
    forbidden: ' (non ammessa)',
    uncovered: 'File che nessuna firma copre',
    list: 'Elenco di fiducia',
    stale: ' (scaduto: non è stato usato)',
    notice: 'L’esito segue ETSI EN 319 102-1. «Non determinabile» non significa che la firma sia falsa.',
    type: { SIGNATURE: 'Firma', COUNTER_SIGNATURE: 'Controfirma', TIMESTAMP: 'Marca temporale' },
    indication: { TOTAL_PASSED: 'Valida', INDETERMINATE: 'Non determinabile', TOTAL_FAILED: 'Non valida' },
  },
  en: {
    title: 'VERIFICATION REPORT',
    file: 'File',
    verifiedAt: 'Verified at',
    policy: 'Policy applied',
    inside: 'Document inside',
    unknownSigner: 'unknown signer',
    change: 'later change',
    forbidden: ' (not permitted)',
    uncovered: 'Files that no signature covers',
    list: 'Trusted list',
    stale: ' (out of date: it was not used)',
    notice: 'The outcome follows ETSI EN 319 102-1. “Not determinable” does not mean that it is forged.',
    type: { SIGNATURE: 'Signature', COUNTER_SIGNATURE: 'Counter-signature', TIMESTAMP: 'Timestamp' },
    indication: { TOTAL_PASSED: 'Valid', INDETERMINATE: 'Not determinable', TOTAL_FAILED: 'Not valid' },
  },
};
