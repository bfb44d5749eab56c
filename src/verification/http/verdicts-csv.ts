import type { Language } from '@libro-firma/kernel';
import type { VerificationView } from './verification.schema';

const HEADS: Readonly<Record<Language, readonly string[]>> = {
  it: [
    'file',
    'impronta SHA-256',
    'formato',
    'conclusione',
    'significato',
    'firme',
    'firmatari',
    'valore legale',
    'motivo',
  ],
  en: [
    'file',
    'SHA-256',
    'format',
    'conclusion',
    'meaning',
    'signatures',
    'signers',
    'legal effect',
    'reason',
  ],
};

/** A row for each file (RFC 4180), with a byte order mark, which spreadsheets need to read accents. */
export function verdictsCsv(views: readonly VerificationView[], language: Language): string {
  const rows = views.map((view) => [
    view.fileName,
    view.sha256,
    view.format,
    view.conclusion,
    view.summary[language],
    String(view.signatures.length),
    view.signatures.map(({ signer }) => signer.commonName ?? '').join('; '),
    view.signatures.map(({ qualification }) => qualification?.text[language] ?? '').join('; '),
    reasonOf(view, language),
  ]);
  return `\ufeff${[HEADS[language], ...rows].map((row) => row.map(cellOf).join(',')).join('\r\n')}\r\n`;
}

/** What first kept a signature from passing. */
function reasonOf({ signatures }: VerificationView, language: Language): string {
  const open = signatures.find(({ indication }) => indication !== 'TOTAL_PASSED');
  return open?.because?.[language] ?? '';
}

/** A cell that begins like a formula would be run by a spreadsheet: file names are a stranger's choice. */
function cellOf(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
