import { closeSync, openSync, readdirSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Workshop } from '../support/sample';

const PLACES = ['/usr/share', '/usr/lib', '/usr/local/share'];
const PDF = Buffer.from('%PDF-');
const GZIP = Buffer.from([0x1f, 0x8b]);
const DOCUMENT = /\.pdf(\.gz)?$/i;
const MOST = 60;

/** What the machine's own packages brought: manuals that many programs made over twenty years. */
export function addFoundFiles(workshop: Workshop): void {
  let count = 0;
  for (const path of PLACES.flatMap((place) => [...filesBelow(place)])) {
    if (count === MOST) return;
    const bytes = pdfIn(path);
    if (!bytes) continue;
    count += 1;
    const name = `found-${String(count).padStart(2, '0')}`;
    const kind = `document of a system package: ${basename(path).replace(DOCUMENT, '')}`;
    workshop.make(name, { kind, expected: 'EITHER' }, (target) => writeFileSync(target, bytes));
  }
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    // Some packages name the same document twice, by a link.
    else if (entry.isFile() && DOCUMENT.test(entry.name)) yield path;
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return []; // not there, or not ours to read
  }
}

/** The PDF by its first bytes, unpacked where the package keeps it packed. */
function pdfIn(path: string): Buffer | undefined {
  const start = Buffer.alloc(PDF.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, start, 0, start.length, 0);
  } finally {
    closeSync(file);
  }
  if (start.equals(PDF)) return readFileSync(path);
  if (!start.subarray(0, GZIP.length).equals(GZIP)) return undefined;
  const bytes = gunzipSync(readFileSync(path));
  return bytes.subarray(0, PDF.length).equals(PDF) ? bytes : undefined;
}
