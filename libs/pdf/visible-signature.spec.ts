import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { mustAccept } from '@libro-firma/kernel';
import { PDFDocument } from 'pdf-lib';
import { drawSignatureAppearance, type SignatureText } from './draw-appearance';
import type { SignaturePlace } from './signature-place';
import { tablePdf } from './testing/handmade-pdf';
import { codeOf, dictionary, open, refusalOf, sign, withForm } from './testing/signing';

const has = (command: string): boolean => spawnSync(command, ['-v']).error === undefined;
const withPoppler = has('pdftotext') && has('pdftoppm') ? describe : describe.skip;
const folder = mkdtempSync(join(tmpdir(), 'pdf-visible-'));
afterAll(() => rmSync(folder, { recursive: true }));

const TEXT: SignatureText = { width: 200, height: 60, name: 'Niccolò D’Alù' };
const PLACE: SignaturePlace = { page: 1, x: 100, y: 50, width: 200, height: 60 };
const drawn = async (text: Partial<SignatureText> = {}) =>
  mustAccept(await drawSignatureAppearance({ ...TEXT, ...text }));

/** The small document with other boxes and another rotation on its first page. */
const turned = (rotate: number, boxes = '/MediaBox[0 0 595 842]'): Buffer =>
  tablePdf({ 3: `<</Type/Page/Parent 2 0 R${boxes}/Rotate ${rotate}/Resources<<>>/Contents 5 0 R>>` });

/** Words of a page with their frames from its upper left corner, as poppler finds them. */
function words(file: Buffer, page: number): readonly { text: string; left: number; top: number }[] {
  const path = join(folder, 'file.pdf');
  writeFileSync(path, file);
  const run = spawnSync('pdftotext', ['-bbox', '-f', `${page}`, '-l', `${page}`, path, '-'], {
    encoding: 'utf8',
  });
  return [...run.stdout.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</g)].map((match) => ({
    left: Number(match[1]),
    top: Number(match[2]),
    text: match[3] ?? '',
  }));
}

/** Box of all that is not white, in points from the lower left corner of the page. */
function inkOf(file: Buffer, page: number): readonly number[] {
  const path = join(folder, 'file.pdf');
  writeFileSync(path, file);
  const pages = ['-f', `${page}`, '-l', `${page}`];
  spawnSync('pdftoppm', [
    '-r',
    '72',
    '-gray',
    '-cropbox',
    '-singlefile',
    ...pages,
    path,
    join(folder, 'page'),
  ]);
  const image = readFileSync(join(folder, 'page.pgm'));
  const [, columns = 0, rows = 0] = (
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.toString('latin1', 0, 40)) ?? []
  ).map(Number);
  const pixels = image.subarray(image.length - columns * rows);
  const box = [columns, rows, 0, 0];
  pixels.forEach((value, index) => {
    if (value > 200) return;
    const [x, y] = [index % columns, Math.floor(index / columns)];
    box.splice(
      0,
      4,
      Math.min(box[0] ?? 0, x),
      Math.min(box[1] ?? 0, y),
      Math.max(box[2] ?? 0, x + 1),
      Math.max(box[3] ?? 0, y + 1),
    );
  });
  const [left = 0, top = 0, right = 0, bottom = 0] = box;
  return [left, rows - bottom, right, rows - top];
}

withPoppler('a visible signature, as poppler shows it', () => {
  it.each([
    [0, '/MediaBox[0 0 595 842]'],
    [90, '/MediaBox[0 0 595 842]'],
    [180, '/MediaBox[0 0 595 842]'],
    [270, '/MediaBox[0 0 595 842]'],
    [-90, '/MediaBox[10 20 605 862]'],
    [0, '/MediaBox[-100 -100 700 900]/CropBox[50 60 550 700]'],
    [90, '/MediaBox[0 0 800 1000]/CropBox[50 60 550 700]'],
  ])('stands upright at its place on a page turned by %d with %s', async (rotate, boxes) => {
    const base = turned(rotate, boxes).toString('latin1').replace('0 0 m 10 10 l S', '               ');
    const signed = sign(Buffer.from(base, 'latin1'), { place: PLACE, appearance: await drawn() });
    const box = inkOf(signed, 1);
    const expected = [PLACE.x, PLACE.y, PLACE.x + PLACE.width, PLACE.y + PLACE.height];
    box.forEach((edge, index) => expect(Math.abs(edge - (expected[index] ?? 0))).toBeLessThanOrEqual(1.5));
  });

  it('reads from left to right, with every letter of Italian and of the European languages', async () => {
    const lines = [
      'Città, perché, però, più, così, È',
      'Žižek Łódź Şahin Ħamrun Þórr œuvre ß ő ű',
      'Αθήνα София Ő ā ģ ķ ņ ų',
    ];
    const text = {
      width: 300,
      height: 120,
      capacity: 'Il Dirigente ad interim',
      date: '25/11/2026 10:30',
      lines,
    };
    const signed = sign(turned(0), {
      place: { ...PLACE, width: 300, height: 120 },
      appearance: await drawn(text),
    });
    const said = words(signed, 1)
      .map((word) => word.text)
      .join(' ');
    expect(said).toBe(
      ['Firmato digitalmente da', TEXT.name, text.capacity, ...lines, text.date].join(' ').replace('’', '’'),
    );
  });

  it('goes on any page, counted from the end too, and into a field that is there', async () => {
    const appearance = await drawn();
    expect(words(sign(tablePdf(), { place: { ...PLACE, page: 2 }, appearance }), 2)[0]?.text).toBe('Firmato');
    expect(words(sign(tablePdf(), { place: { ...PLACE, page: -1 }, appearance }), 2)[0]?.text).toBe(
      'Firmato',
    );
    const field = '<</FT/Sig/T(Sindaco)/Type/Annot/Subtype/Widget/F 4/P 4 0 R/Rect[300 400 500 460]>>';
    const form = withForm('/Fields[6 0 R]', field, {
      4: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>/Annots[6 0 R]>>',
    });
    const [word] = words(sign(form, { fieldName: 'Sindaco', appearance }), 2);
    expect(word).toMatchObject({ text: 'Firmato' });
    expect(word?.left).toBeCloseTo(304, -1);
    expect(842 - (word?.top ?? 0)).toBeCloseTo(456, -1);
  });
});

describe('a visible signature', () => {
  it('is refused outside the page, or too small', async () => {
    const appearance = await drawn();
    for (const place of [
      { ...PLACE, page: 3 },
      { ...PLACE, page: 0 },
      { ...PLACE, x: 500 },
      { ...PLACE, y: -1 },
      { ...PLACE, height: 3 },
      { ...PLACE, x: Number.NaN },
    ])
      expect(refusalOf(tablePdf(), { place, appearance })).toBe('PDF_PLACE_OUTSIDE_PAGE');
  });

  it('does not say what does not fit, nor what cannot be drawn', async () => {
    const refusal = async (text: Partial<SignatureText>) =>
      codeOf(await drawSignatureAppearance({ ...TEXT, ...text }));
    expect(await refusal({ height: 12, lines: Array<string>(6).fill('una riga') })).toBe(
      'PDF_TEXT_DOES_NOT_FIT',
    );
    expect(await refusal({ lines: Array<string>(7).fill('una riga') })).toBe('PDF_TEXT_TOO_LONG');
    expect(await refusal({ name: 'x'.repeat(301) })).toBe('PDF_TEXT_TOO_LONG');
    expect(await refusal({ image: Buffer.from('GIF89a') })).toBe('PDF_IMAGE_UNREADABLE');
    expect(await refusal({ image: Buffer.from('89504e470d0a1a0a00', 'hex') })).toBe('PDF_IMAGE_UNREADABLE');
  });

  it('may bear a picture', async () => {
    const appearance = await drawn({ image: onePixelPng() });
    const signed = sign(tablePdf(), { place: PLACE, appearance });
    expect(signed.toString('latin1')).toMatch(/\/Subtype \/Image/);
  });

  it('has a tag with its words in a tagged document', async () => {
    const tagged = tablePdf({
      1: '<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>',
      6: '<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0 [7 0 R]]>>/ParentTreeNextKey 1>>',
      7: '<</Type/StructElem/S/Document/P 6 0 R/K[0]/Pg 3 0 R>>',
    });
    const document = open(sign(tagged, { place: PLACE, appearance: await drawn() }));
    const root = dictionary(document, 6);
    expect(root.entries.get('ParentTreeNextKey')).toMatchObject({ value: 2 });
    const kids = document.get(dictionary(document, 7), 'K');
    const element = kids.kind === 'array' ? document.resolve(kids.items[1]) : kids;
    const words = element.kind === 'dictionary' ? document.get(element, 'Alt') : element;
    expect(words.kind === 'string' && words.bytes.subarray(2).swap16().toString('utf16le')).toBe(
      'Firmato digitalmente da, Niccolò D’Alù',
    );
  });

  it('is refused in a PDF/A-1 when its picture is seen through, and in no other file', async () => {
    const claiming = (part: number): Buffer => {
      const xmp = `<rdf:Description pdfaid:part="${part}"><pdfaid:conformance>B</pdfaid:conformance>`;
      return tablePdf({
        1: '<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R>>',
        6: `<</Length ${xmp.length}>>\nstream\n${xmp}\nendstream`,
      });
    };
    const [clear, opaque] = [await drawn({ image: onePixelPng(100) }), await drawn({ image: onePixelPng() })];
    const refusal = (file: Buffer, appearance: typeof clear): string | null =>
      refusalOf(file, { place: PLACE, appearance });
    expect(refusal(claiming(1), clear)).toBe('PDF_TRANSPARENCY_IN_PDFA_1');
    expect(refusal(claiming(1), opaque)).toBeNull();
    expect(refusal(claiming(2), clear)).toBeNull();
    expect(refusal(tablePdf(), clear)).toBeNull();
  });

  it('embeds the glyphs that it uses and no others', async () => {
    const { picture } = await drawn();
    expect(picture.length).toBeLessThan(20_000);
    expect((await PDFDocument.load(picture)).getPageCount()).toBe(1);
  });
});

/** Gray, and where an opacity is given, seen through. */
function onePixelPng(opacity?: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const kind = opacity === undefined ? '00' : '04';
  const header = Buffer.from(`000000010000000108${kind}000000`, 'hex');
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 128, ...(opacity === undefined ? [] : [opacity])]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
