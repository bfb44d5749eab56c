import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, signPades, validatePdf } from '../index';
import { appendRevision, objectText, streamText } from '../testing/append-revision';
import { samplePdf } from '../testing/sample-pdf';

const withPoppler = spawnSync('pdftoppm', ['-v']).error === undefined ? describe : describe.skip;
const folder = mkdtempSync(join(tmpdir(), 'shown-changes-'));
afterAll(() => rmSync(folder, { recursive: true }));
jest.setTimeout(120_000);

const now = new Date('2026-06-01T10:00:00Z');
const pki = createDemoPki({ organisation: 'Comune di Prova', now });
const person = pki.issueSigner({
  givenName: 'Anna',
  surname: 'Neri',
  taxCode: 'NRENNA70A41H501Y',
  kind: 'ec',
});

const LOOK = '/Type /XObject /Subtype /Form /BBox [0 0 90 20] /Resources << /Font << /F1 5 0 R >> >>';
const FIELD =
  '/Type /Annot /Subtype /Widget /FT /Tx /T (Importo) /F 4 /Rect [72 600 162 620] /P 3 0 R /AP << /N 81 0 R >>';
const PAGE = objectText(samplePdf(), 3).replace('<<', '<< /Annots [80 0 R 82 0 R] ');
const look = (text: string): string => streamText(`BT /F1 10 Tf 2 5 Td (${text}) Tj ET`, LOOK);

/** A page with text, a filled field and a note. */
const base = appendRevision(samplePdf(), {
  objects: {
    1: objectText(samplePdf(), 1).replace(
      '<<',
      '<< /AcroForm << /Fields [80 0 R] /DR << /Font << /F1 5 0 R >> >> /DA (/F1 0 Tf) >> ',
    ),
    3: PAGE,
    80: `<< ${FIELD} /V (100) >>`,
    81: look('100'),
    82: '<< /Type /Annot /Subtype /Square /Rect [300 300 400 400] /C [1 0 0] /F 4 >>',
  },
});

const signedAs = ([undefined, 2, 3] as const).map((certify) => {
  const options = { ...person, ...(certify !== undefined && { certify }) };
  const { increment } = mustAccept(signPades(bufferSource(base), options, person.key));
  return Buffer.concat([base, increment]);
});

const number = fc.integer({ min: 0, max: 600 });
const rectangle = fc
  .tuple(number, number, number, number)
  .map(([x, y, w, h]) => `[${x} ${y} ${x + w} ${y + h}]`);
const word = fc.constantFrom('100', '900', 'Determina', 'Altro');
const colour = fc.constantFrom('[0 0 0]', '[1 1 1]', '[1 0 0]', '[]');
const note = fc
  .record({
    subtype: fc.constantFrom(
      'Square',
      'Circle',
      'Line',
      'FreeText',
      'Text',
      'Stamp',
      'Highlight',
      'Ink',
      'Link',
      'Widget',
    ),
    rect: rectangle,
    flags: fc.constantFrom(0, 2, 4, 32, 68),
    interior: fc.option(colour),
    border: fc.option(colour),
    width: fc.integer({ min: 0, max: 60 }),
    hasLook: fc.boolean(),
  })
  .map(
    ({ subtype, rect, flags, interior, border, width, hasLook }) =>
      `<< /Type /Annot /Subtype /${subtype} /Rect ${rect} /F ${flags} /L [10 10 500 500] /BS << /W ${width} >> ` +
      `${interior === null ? '' : `/IC ${interior}`} ${border === null ? '' : `/C ${border}`} ${hasLook ? '/AP << /N 81 0 R >>' : ''} >>`,
  );

type Edit = (file: Buffer) => Readonly<Record<number, string>>;

/** What somebody might do to the file, harmless and not. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  word.map((text): Edit => () => ({ 4: streamText(`BT /F1 18 Tf 72 720 Td (${text}) Tj ET`) })),
  fc.constantFrom('Helvetica', 'Symbol', 'Courier').map((font): Edit => () => ({
    5: `<< /Type /Font /Subtype /Type1 /BaseFont /${font} >>`,
  })),
  word.map((text): Edit => () => ({ 81: look(text) })),
  fc.tuple(word, rectangle).map(([text, rect]): Edit => () => ({
    80: `<< ${FIELD.replace(/\/Rect \[[^\]]*\]/, `/Rect ${rect}`)} /V (${text}) >>`,
  })),
  word.map((text): Edit => () => ({
    80: `<< ${FIELD.replace('81 0 R', '90 0 R')} /V (${text}) >>`,
    90: look(text),
  })),
  note.map((text): Edit => () => ({ 82: text })),
  note.map((text): Edit => (file) => ({
    3: objectText(file, 3).replace(/\/Annots\s*\[/, '/Annots [91 0 R '),
    91: text,
  })),
  fc.constant<Edit>((file) => ({ 3: objectText(file, 3).replace('82 0 R', '') })),
  fc
    .constantFrom(0, 90, 180)
    .map((turn): Edit => (file) => ({ 3: objectText(file, 3).replace('<<', `<< /Rotate ${turn} `) })),
  rectangle.map((box): Edit => (file) => ({ 3: objectText(file, 3).replace('<<', `<< /CropBox ${box} `) })),
  fc.constant<Edit>((file) => ({ 1: objectText(file, 1).replace('<<', '<< /Lang (it) ') })),
  fc.constant<Edit>((file) => ({ 1: objectText(file, 1).replace('<<', '<< /DSS << >> ') })),
  fc.constant<Edit>((file) => ({ 3: objectText(file, 3) })),
);

function picture(file: Buffer, name: string): Buffer {
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, file);
  spawnSync('pdftoppm', ['-r', '50', '-gray', '-singlefile', path, join(folder, name)]);
  return readFileSync(join(folder, `${name}.pgm`));
}

withPoppler('a revision after which the page looks different, as poppler shows it', () => {
  it('is never without a visible change, and never no change', () => {
    const before = signedAs.map((file, index) => picture(file, `before-${index}`));
    let seen = 0;
    fc.assert(
      fc.property(fc.nat(2), fc.array(edit, { minLength: 1, maxLength: 2 }), (which, edits) => {
        const signed = signedAs[which] ?? base;
        const changed = edits.reduce((file, apply) => appendRevision(file, { objects: apply(file) }), signed);
        const [report] = mustAccept(
          validatePdf(bufferSource(changed), { anchors: [pki.root], at: now }),
        ).signatures;
        expect(report?.laterChanges).not.toBe('NONE');
        const looksDifferent = !picture(changed, 'after').equals(before[which] ?? Buffer.alloc(0));
        if (!looksDifferent) return;
        seen += 1;
        const isTold = report?.changes.some(({ visible }) => visible) === true;
        expect([isTold, report?.laterChanges === 'UNKNOWN']).toContain(true);
      }),
      { numRuns: 120 },
    );
    // Poppler is a judge only if it sees most of what is done.
    expect(seen).toBeGreaterThan(40);
  });
});
