import fc from 'fast-check';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, signPades, validatePdf, type SignatureReport } from '../../../index';
import { samplePdf } from '../../../testing/sample-pdf';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createDemoPki({ organisation: 'Comune di Prova', now });
const people = ['Anna', 'Carlo', 'Elsa'].map((givenName) =>
  pki.issueSigner({ givenName, surname: 'Neri', taxCode: 'NRECRL70A01H501Y', kind: 'ec' }),
);

function signByAll(file: Buffer, count: number): Buffer {
  return people.slice(0, count).reduce((bytes, person) => {
    const { increment } = mustAccept(signPades(bufferSource(bytes), person, person.key));
    return Buffer.concat([bytes, increment]);
  }, file);
}

const judge = (file: Buffer): readonly SignatureReport[] =>
  mustAccept(validatePdf(bufferSource(file), { anchors: [pki.root], at: now })).signatures;

/** Appends a revision with these objects, its index naming those of `listed`. */
function append(
  file: Buffer,
  objects: Readonly<Record<number, string>>,
  listed = Object.keys(objects),
): Buffer {
  const text = file.toString('latin1');
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '0';
  const size = Math.max(...[...text.matchAll(/\/Size (\d+)/g)].map((match) => Number(match[1])));
  const root = /\/Root (\d+ 0 R)/.exec(text)?.[1] ?? '';
  const ids = /\/ID\s*\[[^\]]*\]/.exec(text)?.[0] ?? '';
  let body = '';
  const offsets = new Map<string, number>();
  for (const [number, object] of Object.entries(objects)) {
    offsets.set(number, file.length + body.length);
    body += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const rows = listed
    .map((number) => `${number} 1\n${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`)
    .join('');
  const newSize = Math.max(size, ...Object.keys(objects).map((number) => Number(number) + 1));
  const tail = `xref\n${rows}trailer\n<< /Size ${newSize} /Root ${root} ${ids} /Prev ${previous} >>\nstartxref\n${file.length + body.length}\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(body + tail, 'latin1')]);
}

/** The newest text of an object. */
function objectText(file: Buffer, number: number): string {
  const found = [
    ...file.toString('latin1').matchAll(new RegExp(`(?<!\\d)${number} 0 obj\\s([^]*?)\\sendobj`, 'g')),
  ];
  return found.at(-1)?.[1] ?? '';
}

describe('what came after a signature', () => {
  it('is PERMITTED when it is further signatures of ours, and all are TOTAL_PASSED', () => {
    const reports = judge(signByAll(samplePdf(), 3));
    expect(reports.map(({ laterChanges, changes }) => [laterChanges, changes.length])).toEqual([
      ['PERMITTED', 2],
      ['PERMITTED', 1],
      ['NONE', 0],
    ]);
    expect(reports.map(({ indication }) => indication)).toEqual(Array(3).fill('TOTAL_PASSED'));
  });

  const signed = signByAll(samplePdf(), 1);
  const both = signByAll(samplePdf(), 2);
  const page = objectText(signed, 3);
  const content = '<< /Length 32 >>\nstream\nBT /F1 18 Tf 9 9 Td (1) Tj ET     \nendstream';

  it('is PERMITTED when it is validation data', () => {
    const catalog = objectText(signed, 1).replace('<<', '<< /DSS 90 0 R ');
    const [report] = judge(append(signed, { 1: catalog, 90: '<< /Type /DSS >>' }));
    expect(report).toMatchObject({ laterChanges: 'PERMITTED', changes: [{ kind: 'VALIDATION_DATA_ADDED' }] });
  });

  it.each<[string, Buffer]>([
    ['the content of a page', append(signed, { 4: content })],
    ['the content of a page under two signatures', append(both, { 4: content })],
    [
      'another content for the page',
      append(signed, { 3: page.replace('/Contents 4 0 R', '/Contents 90 0 R'), 90: content }),
    ],
    ['the size of the page', append(signed, { 3: page.replace('595 842', '595 400') })],
    [
      'a note on the page',
      append(signed, {
        3: page.replace(/\/Annots\s*\[/, '/Annots [90 0 R '),
        90: '<< /Type /Annot /Subtype /FreeText /Rect [0 0 200 200] /Contents (no) >>',
      }),
    ],
    ['a font', append(signed, { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' })],
    [
      'an action of the catalogue',
      append(signed, {
        1: objectText(signed, 1).replace('<<', '<< /OpenAction 90 0 R '),
        90: '<< /S /Named >>',
      }),
    ],
    ['the page tree', append(signed, { 2: '<< /Type /Pages /Kids [] /Count 0 >>' })],
    ['an object that no index names', append(signed, { 4: content, 90: '<< /Type /DSS >>' }, ['90'])],
  ])('is never NONE nor PERMITTED when it is %s', (_, file) => {
    const [report] = judge(file);
    expect(report?.integrity).toBe('INTACT');
    expect(['NONE', 'PERMITTED']).not.toContain(report?.laterChanges);
    expect(report?.indication).not.toBe('TOTAL_PASSED');
  });

  it.each([
    ['\r\n', 'PERMITTED'],
    ['\n'.repeat(64), 'PERMITTED'],
    ['\n'.repeat(65), 'FORBIDDEN'],
    ['\n \n', 'FORBIDDEN'],
    ['\n%', 'FORBIDDEN'],
    ['\0', 'FORBIDDEN'],
  ])('after the last word of the file, %j is %s', (rest, laterChanges) => {
    const [report] = judge(Buffer.concat([signed, Buffer.from(rest, 'latin1')]));
    expect(report?.laterChanges).toBe(laterChanges);
    expect(report?.indication === 'TOTAL_PASSED').toBe(laterChanges === 'PERMITTED');
  });

  it('is FORBIDDEN when it defines an object to which the signed file pointed in vain', () => {
    const text = samplePdf().toString('latin1').replace('/Filler 6 0 R', '/Oth 99 0 R  ');
    const file = signByAll(Buffer.from(text, 'latin1'), 1);
    const catalog = objectText(file, 1).replace('<<', '<< /DSS 90 0 R ');
    expect(judge(append(file, { 1: catalog, 90: '<< >>', 99: content }))[0]?.laterChanges).toBe('FORBIDDEN');
  });

  it('never makes the validator fail, whatever the objects refer to', () => {
    const reference = fc.integer({ min: 0, max: 20 }).map((number) => `${number} 0 R`);
    const value = fc.oneof(reference, fc.constantFrom('[]', '<<>>', 'null', '(x)', '/Sig', '0', 'true'));
    const key = fc.constantFrom(
      ...[
        'Type',
        'Kids',
        'Parent',
        'Fields',
        'AcroForm',
        'Annots',
        'V',
        'T',
        'FT',
        'K',
        'StructTreeRoot',
        'Perms',
      ],
      ...[
        'DSS',
        'Extensions',
        'Names',
        'Contents',
        'Resources',
        'Rect',
        'Lock',
        'Reference',
        'Pages',
        'P',
        'AP',
      ],
    );
    const dictionary = fc
      .array(
        fc.tuple(
          key,
          fc.oneof(
            value,
            fc.array(value, { maxLength: 4 }).map((items) => `[${items.join(' ')}]`),
          ),
        ),
      )
      .map((entries) => `<< ${entries.map(([name, text]) => `/${name} ${text}`).join(' ')} >>`);
    fc.assert(
      fc.property(
        fc.dictionary(fc.integer({ min: 1, max: 20 }).map(String), dictionary, { minKeys: 1 }),
        (objects) => {
          const result = validatePdf(bufferSource(append(both, objects)), { anchors: [pki.root], at: now });
          if (result.ok)
            for (const { laterChanges } of result.value.signatures.slice(0, 2))
              expect(laterChanges).not.toBe('NONE');
        },
      ),
      { numRuns: 400 },
    );
  });
});
