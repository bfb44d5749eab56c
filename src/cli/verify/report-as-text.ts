import type { Language } from '@libro-firma/kernel';
import type { SignatureReport, ValidationReport } from '@libro-firma/signature';

interface Words {
  readonly conclusion: Readonly<Record<ValidationReport['conclusion'], string>>;
  readonly indication: Readonly<Record<SignatureReport['indication'], string>>;
  readonly coverage: Readonly<Record<SignatureReport['coverage'], string>>;
  readonly kind: Readonly<Record<SignatureReport['type'], string>>;
  readonly claimed: string;
  readonly unknownSigner: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  it: {
    conclusion: {
      TOTAL_PASSED: 'tutte le firme sono valide',
      INDETERMINATE: 'la validità non si è potuta accertare',
      TOTAL_FAILED: 'almeno una firma non è valida',
      NO_SIGNATURE: 'nessuna firma',
      FORMAT_ERROR: 'file non leggibile',
      VALID: 'elenco di fiducia integro e conforme',
      INVALID: 'elenco di fiducia con firma non valida',
      NOT_CONFORMANT: 'elenco di fiducia non conforme',
      PARSE_ERROR: 'elenco di fiducia non leggibile',
    },
    indication: {
      TOTAL_PASSED: 'valida',
      INDETERMINATE: 'non accertata',
      TOTAL_FAILED: 'NON VALIDA',
    },
    coverage: {
      WHOLE_FILE: 'copre tutto il file',
      REVISION: 'copre una versione precedente del file',
      PARTIAL: 'non copre tutto ciò che firma',
      NOT_APPLICABLE: 'copertura non determinabile',
    },
    kind: { SIGNATURE: 'Firma', COUNTER_SIGNATURE: 'Controfirma', TIMESTAMP: 'Marca temporale' },
    claimed: 'data dichiarata',
    unknownSigner: 'firmatario sconosciuto',
  },
  en: {
    conclusion: {
      TOTAL_PASSED: 'all signatures are valid',
      INDETERMINATE: 'validity could not be established',
      TOTAL_FAILED: 'at least one signature is not valid',
      NO_SIGNATURE: 'no signature',
      FORMAT_ERROR: 'the file cannot be read',
      VALID: 'trusted list, intact and conformant',
      INVALID: 'trusted list whose signature is not valid',
      NOT_CONFORMANT: 'trusted list that is not conformant',
      PARSE_ERROR: 'trusted list that cannot be read',
    },
    indication: {
      TOTAL_PASSED: 'valid',
      INDETERMINATE: 'not established',
      TOTAL_FAILED: 'NOT VALID',
    },
    coverage: {
      WHOLE_FILE: 'covers the whole file',
      REVISION: 'covers an earlier version of the file',
      PARTIAL: 'does not cover all that it signs',
      NOT_APPLICABLE: 'what it covers cannot be told',
    },
    kind: { SIGNATURE: 'Signature', COUNTER_SIGNATURE: 'Counter-signature', TIMESTAMP: 'Timestamp' },
    claimed: 'claimed time',
    unknownSigner: 'unknown signer',
  },
};

/** The report for a person at a terminal: the conclusion, then each signature with what speaks against it. */
export function reportAsText(file: string, report: ValidationReport, language: Language): string {
  const words = WORDS[language];
  const lines = [`${file}: ${words.conclusion[report.conclusion]} (${report.conclusion})`];
  if (report.problem) lines.push(`  ${report.problem.text[language]} (${report.problem.code})`);
  for (const [index, signature] of report.signatures.entries())
    lines.push(...signatureLines(signature, index + 1, language));
  return `${lines.join('\n')}\n`;
}

function signatureLines(signature: SignatureReport, number: number, language: Language): string[] {
  const words = WORDS[language];
  const { signer, claimedSigningTime: claimed, subIndication } = signature;
  const [timestamp] = signature.timestamps;
  const name = signer?.commonName ?? signer?.subject ?? timestamp?.authority ?? words.unknownSigner;
  const time = claimed ? `, ${words.claimed} ${claimed}` : timestamp?.time ? `, ${timestamp.time}` : '';
  const verdict = words.indication[signature.indication] + (subIndication ? ` (${subIndication})` : '');
  const { qualification } = signature;
  const against = signature.checks.filter(({ outcome }) => outcome === 'FAILED' || outcome === 'UNKNOWN');
  return [
    `  ${number}. ${words.kind[signature.type]}: ${name}${time}: ${verdict}; ${words.coverage[signature.coverage]}`,
    ...(qualification ? [`     ${qualification.level}: ${qualification.text[language]}`] : []),
    ...against.map(({ outcome, text }) => `     ${outcome === 'FAILED' ? '✗' : '?'} ${text[language]}`),
  ];
}
