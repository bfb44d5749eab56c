import { readFileSync, statSync } from 'node:fs';
import { isPresent, runProgram } from './program';

/** What a reader of the table wants to know of a file, as other programs see it. */
export interface FileFacts {
  readonly producer: string;
  readonly version: string;
  readonly bytes: number;
  readonly pages: string;
  readonly signatures: number;
}

const HEADER_WITHIN = 1024;
const UNKNOWN = '–';

export function factsOf(path: string): FileFacts {
  const info = isPresent('pdfinfo') ? runProgram('pdfinfo', [path]).stdout : '';
  const line = (name: string): string | undefined =>
    new RegExp(`^${name}: +(.+)$`, 'm').exec(info)?.[1]?.trim();
  const header = /%PDF-(\d\.\d)/.exec(readFileSync(path).toString('latin1', 0, HEADER_WITHIN));
  const signatures = isPresent('pdfsig') ? runProgram('pdfsig', ['-nocert', path]).stdout : '';
  return {
    producer: short(line('Producer') ?? line('Creator') ?? UNKNOWN),
    version: line('PDF version') ?? header?.[1] ?? UNKNOWN,
    bytes: statSync(path).size,
    pages: line('Pages') ?? UNKNOWN,
    signatures: signatures.split(/^Signature #/m).length - 1,
  };
}

/** Without addresses, trade marks and what else programs add to their name. */
function short(producer: string): string {
  const plain = producer
    .replace(/\(?https?:\/\/[^\s)]+\)?|©.*|\(c\).*|\((AGPL version|opensource|based on [^)]*)\)|®|™/gi, '')
    .replace(/[^\x20-\x7e]+/g, ' ')
    .replace(/;.*/, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > 48 ? `${plain.slice(0, 47)}…` : plain || UNKNOWN;
}

export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
