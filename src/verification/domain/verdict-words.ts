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
  readonly size: string;
  readonly format: string;
  readonly rests: string;
  readonly noList: string;
  readonly snapshot: string;
  readonly seal: string;
  readonly sealedBy: string;
  readonly unsealed: string;
  readonly run: string;
  readonly certificate: string;
  readonly claimedTime: string;
  readonly timestamps: string;
  readonly chain: string;
  readonly anchor: string;
  readonly changes: string;
  readonly checks: string;
  readonly revocation: Readonly<Record<'NOT_ASKED' | 'GOOD' | 'REVOKED' | 'SUSPENDED' | 'UNKNOWN', string>>;
  readonly outcome: Readonly<Record<'PASSED' | 'FAILED' | 'WARNING' | 'UNKNOWN' | 'NOT_APPLICABLE', string>>;
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
    size: 'Dimensione',
    format: 'Formato',
    rests: 'Su che cosa si fonda l’esito',
    noList: 'Nessun elenco di fiducia era disponibile: contano solo i certificati scelti dall’ente',
    snapshot: 'Insieme di ciò che era ritenuto affidabile',
    seal: 'Sigillo',
    sealedBy: 'Questo rapporto porta il sigillo elettronico di',
    unsealed:
      'Questo rapporto non è sigillato: il sigillo dell’ente non era disponibile. Lo si può chiedere di nuovo più tardi',
    run: 'Verifica',
    certificate: 'Certificato',
    claimedTime: 'Ora dichiarata da chi ha firmato (non è una prova)',
    timestamps: 'Marche temporali',
    chain: 'Catena dei certificati',
    anchor: 'autorità di fiducia',
    changes: 'Modifiche successive',
    checks: 'Controlli',
    revocation: {
      NOT_ASKED: 'revoca non prevista',
      GOOD: 'non revocato',
      REVOKED: 'revocato',
      SUSPENDED: 'sospeso',
      UNKNOWN: 'revoca non accertata',
    },
    outcome: {
      PASSED: 'Superato',
      FAILED: 'Non superato',
      WARNING: 'Avviso',
      UNKNOWN: 'Non determinabile',
      NOT_APPLICABLE: 'Non applicabile',
    },
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
    size: 'Size',
    format: 'Format',
    rests: 'What the outcome rests on',
    noList: 'No trusted list was at hand: only certificates that the body chose count',
    snapshot: 'Set of what was trusted',
    seal: 'Seal',
    sealedBy: 'This report bears the electronic seal of',
    unsealed:
      'This report is not sealed: the seal of the body was not available. It can be asked for again later',
    run: 'Verification',
    certificate: 'Certificate',
    claimedTime: 'Time that the signer claims (no proof)',
    timestamps: 'Timestamps',
    chain: 'Chain of certificates',
    anchor: 'trusted authority',
    changes: 'Later changes',
    checks: 'Checks',
    revocation: {
      NOT_ASKED: 'revocation not provided for',
      GOOD: 'not revoked',
      REVOKED: 'revoked',
      SUSPENDED: 'on hold',
      UNKNOWN: 'revocation not known',
    },
    outcome: {
      PASSED: 'Passed',
      FAILED: 'Failed',
      WARNING: 'Warning',
      UNKNOWN: 'Not determinable',
      NOT_APPLICABLE: 'Not applicable',
    },
    type: { SIGNATURE: 'Signature', COUNTER_SIGNATURE: 'Counter-signature', TIMESTAMP: 'Timestamp' },
    indication: { TOTAL_PASSED: 'Valid', INDETERMINATE: 'Not determinable', TOTAL_FAILED: 'Not valid' },
  },
};
