import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { mustRun } from '../support/program';
import type { Workshop } from '../support/sample';

const REWRITTEN: readonly (readonly [
  name: string,
  kind: string,
  options: readonly string[],
  expected?: string,
])[] = [
  ['linearised', 'linearised for the web', ['--linearize']],
  ['object-streams', 'object and cross-reference streams', ['--object-streams=generate']],
  ['plain', 'classic table, no compression', ['--object-streams=disable', '--stream-data=uncompress']],
  ['qdf', 'laid out for reading (QDF)', ['--qdf']],
  ['2.0', 'PDF 2.0', ['--force-version=2.0']],
  [
    'linearised-streams',
    'linearised, object streams',
    ['--linearize', '--object-streams=generate', '--min-version=1.7'],
  ],
  ['rotated', 'page turned by 90°', ['--rotate=+90']],
  [
    'encrypted',
    'encrypted, opens without password',
    ['--encrypt', '', 'owner', '256', '--modify=none', '--'],
    'PDF_ENCRYPTED',
  ],
  ['password', 'asks for a password', ['--encrypt', 'user', 'owner', '256', '--'], 'PDF_ENCRYPTED'],
  [
    'rc4',
    'encrypted with RC4',
    ['--allow-weak-crypto', '--encrypt', '', 'owner', '128', '--use-aes=n', '--'],
    'PDF_ENCRYPTED',
  ],
];

/** qpdf: the same content in every shape that the format allows. */
export function addRewrittenFiles(workshop: Workshop): void {
  workshop.with(['qpdf'], () => {
    const base = workshop.made('pdf-lib-10-pages');
    for (const [name, kind, options, expected] of REWRITTEN)
      workshop.make(`qpdf-${name}`, { kind, producer: 'qpdf', ...(expected && { expected }) }, (target) => {
        mustRun('qpdf', [...options, base, target]);
      });
    workshop.make('qpdf-decrypted', { kind: 'decrypted', producer: 'qpdf' }, (target) => {
      mustRun('qpdf', ['--decrypt', '--password=owner', workshop.made('qpdf-password'), target]);
    });
    addEmbedded(workshop, base);
  });
  addDamaged(workshop);
}

function addEmbedded(workshop: Workshop, base: string): void {
  const annex = workshop.scratch('annex.xml');
  writeFileSync(annex, '<fattura>1</fattura>');
  const kind = 'with a file attached inside';
  workshop.make('qpdf-attachment', { kind, producer: 'qpdf' }, (target) => {
    mustRun('qpdf', [base, '--add-attachment', annex, '--mimetype=application/xml', '--', target]);
  });
}

/** What transfers and dead programs leave. */
function addDamaged(workshop: Workshop): void {
  const base = workshop.made('pdf-lib-10-pages');
  const none = { producer: 'none' };
  workshop.make('zero-bytes', { kind: 'zero bytes', ...none, expected: 'DOCUMENTS_EMPTY' }, (target) =>
    writeFileSync(target, ''),
  );
  workshop.make('truncated', { kind: 'cut off at 60 %', ...none, expected: 'PDF_TRUNCATED' }, (target) => {
    copyFileSync(base, target);
    truncateSync(target, Math.floor(readFileSync(base).length * 0.6));
  });
  workshop.make('text', { kind: 'text renamed to .pdf', ...none, expected: 'PDF_NOT_A_PDF' }, (target) =>
    writeFileSync(target, 'Oggetto: non sono un PDF.\n'.repeat(50)),
  );
  workshop.make('junk-before', { kind: 'mail header before %PDF', ...none, expected: 'EITHER' }, (target) =>
    writeFileSync(target, Buffer.concat([Buffer.from('X-Mail: allegato\r\n\r\n'), readFileSync(base)])),
  );
  workshop.make('junk-after', { kind: '2 kB of zeros after %%EOF', ...none, expected: 'EITHER' }, (target) =>
    writeFileSync(target, Buffer.concat([readFileSync(base), Buffer.alloc(2048)])),
  );
}
