import { utils, write } from '@e965/xlsx';

/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), also behind blanks. */
const FORMULA = /^\s*[=+\-@]|^[\t\r\n]/;
const LONGEST_CELL = 32_000;

/** One record, fields in quotes and parted by semicolons, as an Italian spreadsheet opens it (RFC 4180). */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map((field) => `"${harmless(field).replaceAll('"', '""')}"`).join(';')}\r\n`;
}

/** One sheet of texts: every cell is of the type text, so that none is ever a formula. */
export function spreadsheet(rows: readonly (readonly string[])[], format: 'xlsx' | 'ods'): Buffer {
  const sheet = utils.aoa_to_sheet(
    rows.map((row) => row.map((value) => ({ t: 's' as const, v: harmless(value).slice(0, LONGEST_CELL) }))),
  );
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Registro');
  return write(book, { type: 'buffer', bookType: format, compression: true }) as Buffer;
}

/** An apostrophe before it keeps the text a text, whatever program opens the file and saves it in another format. */
function harmless(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
