import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, signPades, validateFile, type PadesField } from '../index';
import { appendRevision, objectText, streamText } from '../testing/append-revision';
import {
  INCREMENTAL_SAVINGS,
  POLYGLOTS,
  UNIVERSAL_FORGERIES,
  WRAPPINGS,
  type AttackGround,
} from '../testing/pdf-attacks';
import { samplePdf } from '../testing/sample-pdf';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createDemoPki({ organisation: 'Comune di Prova', now });
const person = pki.issueSigner({
  givenName: 'Anna',
  surname: 'Neri',
  taxCode: 'NRENNA70A41H501Y',
  kind: 'ec',
});

function sign(base: Buffer, field: PadesField = {}): Buffer {
  const { increment } = mustAccept(
    signPades(bufferSource(base), { ...person, ...field, extraBytes: 1000 }, person.key),
  );
  return Buffer.concat([base, increment]);
}

async function judge(file: Buffer) {
  const report = await validateFile(bufferSource(file), { anchors: [pki.root], at: now });
  const [first] = report.signatures;
  return {
    ...report,
    first,
    kinds: first?.changes.filter(({ permitted }) => !permitted).map(({ kind }) => kind) ?? [],
  };
}

const signed = sign(samplePdf());
const ground: AttackGround = { signed };
const page = objectText(signed, 3);
const withNote = (note: string): Buffer =>
  appendRevision(signed, {
    objects: { 3: page.replace(/\/Annots\s*\[/, '/Annots [90 0 R '), 90: `<< /Type /Annot ${note} >>` },
  });

it('the file that is attacked is TOTAL_PASSED', async () => {
  expect((await judge(signed)).conclusion).toBe('TOTAL_PASSED');
});

describe.each([
  ['universal forgery', UNIVERSAL_FORGERIES],
  ['incremental saving', INCREMENTAL_SAVINGS],
  ['signature wrapping', WRAPPINGS],
  ['polyglots', POLYGLOTS],
] as const)('%s', (_, attacks) => {
  it.each(Object.entries(attacks))('with %s never comes back clean', async (_name, attack) => {
    const report = await judge(attack(ground));
    expect(report.conclusion).not.toBe('TOTAL_PASSED');
    expect(report.signatures.map(({ indication }) => indication)).not.toContain('TOTAL_PASSED');
  });
});

describe('shadows', () => {
  const covered = (
    extra: Readonly<Record<number, string>>,
    pageOf = samplePdf().toString('latin1'),
  ): Buffer => sign(appendRevision(Buffer.from(pageOf, 'latin1'), { objects: extra }));
  const basePage = objectText(samplePdf(), 3);

  it('hide: the overlay that hid content from the signer is taken away', async () => {
    const overlay = streamText('1 g 0 0 400 400 re f', '/Type /XObject /Subtype /Form /BBox [0 0 400 400]');
    const drawing = basePage
      .replace('/Contents 4 0 R', '/Contents [4 0 R 81 0 R]')
      .replace('/Font', '/XObject << /O 80 0 R >> /Font');
    const prepared = covered({ 3: drawing, 80: overlay, 81: streamText('/O Do') });
    expect((await judge(prepared)).conclusion).toBe('TOTAL_PASSED');
    const freed = await judge(appendRevision(prepared, { objects: {}, freed: [80] }));
    expect(freed.kinds).toContain('PAGE_CONTENT_CHANGED');
    const emptied = await judge(appendRevision(prepared, { objects: { 80: overlay.replace('1 g', '% g') } }));
    expect(emptied.kinds).toContain('PAGE_CONTENT_CHANGED');
  });

  it('replace: a font gives other letters to the same text', async () => {
    const report = await judge(
      appendRevision(signed, { objects: { 5: '<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>' } }),
    );
    expect(report.kinds).toEqual(['PAGE_CONTENT_CHANGED']);
  });

  it('replace: a field looks other than what it says', async () => {
    const look = streamText('BT (100) Tj ET', '/Type /XObject /Subtype /Form /BBox [0 0 90 20]');
    const field =
      '/Type /Annot /Subtype /Widget /FT /Tx /T (Importo) /V (100) /F 4 /Rect [72 600 162 620] /P 3 0 R';
    const prepared = covered({
      1: objectText(samplePdf(), 1).replace('<<', '<< /AcroForm << /Fields [80 0 R] >> '),
      3: basePage.replace('<<', '<< /Annots [80 0 R] '),
      80: `<< ${field} /AP << /N 81 0 R >> >>`,
      81: look,
    });
    expect((await judge(prepared)).conclusion).toBe('TOTAL_PASSED');
    const redrawn = await judge(
      appendRevision(prepared, { objects: { 81: look.replace('(100)', '(900)') } }),
    );
    expect(redrawn.kinds).toEqual(['APPEARANCE_CHANGED']);
    const filled = await judge(
      appendRevision(prepared, {
        objects: { 80: `<< ${field.replace('(100)', '(900)')} /AP << /N 81 0 R >> >>` },
      }),
    );
    expect(filled.first).toMatchObject({
      laterChanges: 'PERMITTED',
      changes: [{ kind: 'FORM_FILLED', visible: true, field: 'Importo' }],
    });
  });

  it.each([
    ['nowhere else', '', '', 'PERMITTED'],
    ['as something else in the catalogue', '/Oth 82 0 R', '', 'FORBIDDEN'],
    ['in an entry of its own in the page', '', '/PieceInfo << /A << /B [82 0 R] >> >>', 'FORBIDDEN'],
  ])(
    'replace: a field gives up an appearance that is used %s',
    async (_, inCatalog, inPage, laterChanges) => {
      const field = '/Type /Annot /Subtype /Widget /FT /Tx /T (Importo) /F 4 /Rect [72 600 162 620] /P 3 0 R';
      const look = streamText('BT (100) Tj ET', '/Type /XObject /Subtype /Form /BBox [0 0 90 20]');
      const prepared = covered({
        1: objectText(samplePdf(), 1).replace('<<', `<< ${inCatalog} /AcroForm << /Fields [80 0 R] >> `),
        3: basePage.replace('<<', `<< /Annots [80 0 R] ${inPage} `),
        80: `<< ${field} /V (100) /AP 82 0 R >>`,
        81: look,
        82: '<< /N 81 0 R >>',
      });
      expect((await judge(prepared)).conclusion).toBe('TOTAL_PASSED');
      const filled = await judge(
        appendRevision(prepared, {
          objects: { 80: `<< ${field} /V (900) /AP << /N 95 0 R >> >>`, 95: look },
        }),
      );
      expect(filled.first?.laterChanges).toBe(laterChanges);
      expect(filled.kinds).toEqual(laterChanges === 'PERMITTED' ? [] : ['APPEARANCE_USED_ELSEWHERE']);
    },
  );

  it('hide and replace: a hidden document takes the place of the one that was signed', async () => {
    const hidden = {
      80: '<< /Type /Catalog /Pages 81 0 R >>',
      81: '<< /Type /Pages /Kids [82 0 R] /Count 1 >>',
      82: '<< /Type /Page /Parent 81 0 R /MediaBox [0 0 595 842] /Contents 83 0 R /Resources << >> >>',
      83: streamText('0 0 99 99 re f'),
    };
    const prepared = covered({
      ...hidden,
      1: objectText(samplePdf(), 1).replace('<<', '<< /Hidden 80 0 R '),
    });
    const switched = await judge(appendRevision(prepared, { objects: { 84: 'null' }, root: '80 0 R' }));
    expect(switched.conclusion).not.toBe('TOTAL_PASSED');
    const pages = await judge(
      appendRevision(prepared, {
        objects: { 1: objectText(prepared, 1).replace('/Pages 2 0 R', '/Pages 81 0 R') },
      }),
    );
    expect(pages.kinds).toEqual(expect.arrayContaining(['PAGE_REMOVED', 'PAGE_ADDED']));
  });
});

describe('certification', () => {
  it.each([
    [1, 'FORBIDDEN'],
    [2, 'PERMITTED'],
    [3, 'PERMITTED'],
  ] as const)('of level %d leaves a later signature %s', async (certify, laterChanges) => {
    const certified = sign(samplePdf(), { certify });
    // Ours refuses to sign what is closed: somebody else's did not ask.
    const later = certify === 1 ? appendedSignature(certified) : sign(certified);
    const { first } = await judge(later);
    expect(first?.laterChanges).toBe(laterChanges);
    expect(first?.changes.map(({ kind }) => kind)).toContain('SIGNATURE_ADDED');
  });

  it.each([
    ['FreeText', '/Subtype /FreeText /Rect [70 700 300 740] /Contents (Altro) /DA (/F1 18 Tf)'],
    ['Redact', '/Subtype /Redact /Rect [70 700 300 740]'],
    ['a stamp with a look', '/Subtype /Stamp /Rect [70 700 300 740] /AP << /N 4 0 R >>'],
    ['a filled square', '/Subtype /Square /Rect [70 700 300 740] /IC [1 1 1]'],
    ['a thick line', '/Subtype /Line /Rect [70 700 300 740] /L [70 720 300 720] /BS << /W 40 >>'],
    ['a script', '/Subtype /Link /Rect [70 700 300 740] /A << /S /JavaScript /JS (x) >>'],
  ])('of level 3 does not let %s in (evil annotation)', async (_, note) => {
    const certified = sign(samplePdf(), { certify: 3 });
    const evil = appendRevision(certified, {
      objects: {
        3: objectText(certified, 3).replace(/\/Annots\s*\[/, '/Annots [90 0 R '),
        90: `<< /Type /Annot ${note} >>`,
      },
    });
    expect((await judge(evil)).first?.laterChanges).toBe('FORBIDDEN');
  });

  it('of level 3 lets a note in, level 2 and none do not', async () => {
    const note = '/Subtype /Text /Rect [10 10 30 30] /Contents (Nota)';
    expect((await judge(withNote(note))).kinds).toEqual(['ANNOTATION_ADDED']);
    for (const [certify, laterChanges] of [
      [3, 'PERMITTED'],
      [2, 'FORBIDDEN'],
    ] as const) {
      const certified = sign(samplePdf(), { certify });
      const noted = appendRevision(certified, {
        objects: {
          3: objectText(certified, 3).replace(/\/Annots\s*\[/, '/Annots [90 0 R '),
          90: `<< /Type /Annot ${note} >>`,
        },
      });
      expect((await judge(noted)).first?.laterChanges).toBe(laterChanges);
    }
  });
});

describe('what a later revision brings', () => {
  const catalog = objectText(signed, 1);
  it.each<[string, string, Readonly<Record<number, string>>]>([
    [
      'optional content',
      'OPTIONAL_CONTENT_CHANGED',
      { 1: catalog.replace('<<', '<< /OCProperties << /OCGs [] /D << >> >> ') },
    ],
    [
      'an action at opening',
      'ACTION_CHANGED',
      { 1: catalog.replace('<<', '<< /OpenAction << /S /JavaScript /JS (x) >> ') },
    ],
    [
      'a named script',
      'ACTION_CHANGED',
      { 1: catalog.replace('<<', '<< /Names << /JavaScript << /Names [] >> >> ') },
    ],
    [
      'an attachment',
      'EMBEDDED_FILES_CHANGED',
      { 1: catalog.replace('<<', '<< /Names << /EmbeddedFiles << /Names [] >> >> ') },
    ],
    ['other bookmarks', 'NAVIGATION_CHANGED', { 1: catalog.replace('<<', '<< /Outlines << >> ') }],
    [
      'a page',
      'PAGE_ADDED',
      {
        2: '<< /Type /Pages /Kids [3 0 R 90 0 R] /Count 2 >>',
        90: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>',
      },
    ],
    ['no page', 'PAGE_REMOVED', { 2: '<< /Type /Pages /Kids [] /Count 0 >>' }],
    ['a turned page', 'PAGE_CONTENT_CHANGED', { 3: page.replace('<<', '<< /Rotate 90 ') }],
    [
      'another size of the page',
      'PAGE_CONTENT_CHANGED',
      { 2: '<< /Type /Pages /Kids [3 0 R] /Count 1 /CropBox [0 0 9 9] >>' },
    ],
  ])('%s is told by its name and forbidden', async (_, kind, objects) => {
    expect((await judge(appendRevision(signed, { objects }))).kinds).toContain(kind);
  });

  it('a dynamic form is told by its name and forbidden', async () => {
    const form = /\/AcroForm (\d+) 0 R/.exec(objectText(signed, 1))?.[1] ?? '';
    const xfa = objectText(signed, Number(form)).replace('<<', '<< /XFA [(a) 90 0 R] ');
    const report = await judge(
      appendRevision(signed, { objects: { [form]: xfa, 90: streamText('<xdp/>') } }),
    );
    expect(report.kinds).toContain('XFA_CHANGED');
  });

  it('a field without a signature is told by its name and forbidden', async () => {
    const form = /\/AcroForm (\d+) 0 R/.exec(objectText(signed, 1))?.[1] ?? '';
    const fields = objectText(signed, Number(form)).replace(/\/Fields\s*\[/, '/Fields [90 0 R ');
    const report = await judge(
      appendRevision(signed, { objects: { [form]: fields, 90: '<< /FT /Sig /T (Vuoto) >>' } }),
    );
    expect(report.kinds).toEqual(['FIELD_ADDED']);
  });

  it('an object written anew as it was is no change', async () => {
    const report = await judge(appendRevision(signed, { objects: { 3: page } }));
    expect(report.first).toMatchObject({
      laterChanges: 'PERMITTED',
      changes: [{ kind: 'REWRITTEN_WITHOUT_CHANGE', visible: false }],
    });
  });
});

/** A signature appended by hand: dictionary, field and form as another writer might make them. */
function appendedSignature(file: Buffer): Buffer {
  const form = /\/AcroForm (\d+) 0 R/.exec(objectText(file, 1))?.[1] ?? '';
  const value = /\/V (\d+) 0 R/.exec(file.toString('latin1'))?.[1] ?? '';
  return appendRevision(file, {
    objects: {
      [form]: objectText(file, Number(form)).replace(/\/Fields\s*\[/, '/Fields [90 0 R '),
      90: `<< /FT /Sig /T (Altra) /V 91 0 R >>`,
      91: objectText(file, Number(value)),
    },
  });
}
