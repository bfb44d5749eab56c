import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustAccept } from '@libro-firma/kernel';
import { degrees, PDFDocument } from 'pdf-lib';
import { drawMarks } from './draw-marks';
import { MARGINS, type Margin, type Mark, type MarkPlace } from './mark';

const withPoppler = spawnSync('pdftoppm', ['-v']).error === undefined ? describe : describe.skip;
const folder = mkdtempSync(join(tmpdir(), 'marks-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PLACE: MarkPlace = { margin: 'bottom', align: 'middle', distance: 20 };

async function blank(pages: number, turn = 0): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let count = 0; count < pages; count += 1) {
    const page = document.addPage([400, 600]);
    page.setRotation(degrees(turn));
    page.setCropBox(20, 30, 300, 500);
  }
  return document.save();
}

const marked = async (file: Uint8Array, marks: readonly Mark[], pages?: string): Promise<Uint8Array> =>
  mustAccept(await drawMarks(file, { marks, ...(pages !== undefined && { pages }) }));

/** Box of all that is not white, in points from the lower left corner, and the size of the page as seen. */
function inkOf(file: Uint8Array, page = 1): { box: readonly number[]; size: readonly number[] } {
  const path = join(folder, 'file.pdf');
  writeFileSync(path, file);
  const options = ['-r', '72', '-gray', '-cropbox', '-singlefile', '-f', `${page}`, '-l', `${page}`];
  spawnSync('pdftoppm', [...options, path, join(folder, 'page')]);
  const image = readFileSync(join(folder, 'page.pgm'));
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(image.toString('latin1', 0, 40)) ?? [];
  const [columns, rows] = [Number(head[1]), Number(head[2])];
  const pixels = image.subarray(image.length - columns * rows);
  let [left, top, right, bottom] = [columns, rows, 0, 0];
  pixels.forEach((value, index) => {
    if (value > 235) return;
    const [x, y] = [index % columns, Math.floor(index / columns)];
    [left, top, right, bottom] = [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x + 1),
      Math.max(bottom, y + 1),
    ];
  });
  return { box: [left, rows - bottom, right, rows - top], size: [columns, rows] };
}

const textOf = (file: Uint8Array, page: number): string => {
  writeFileSync(join(folder, 'text.pdf'), file);
  const pages = ['-f', `${page}`, '-l', `${page}`];
  return spawnSync('pdftotext', [...pages, join(folder, 'text.pdf'), '-'], {
    encoding: 'utf8',
  }).stdout.trim();
};

withPoppler('marks, as poppler shows them', () => {
  it.each([0, 90, 180, 270].flatMap((turn) => MARGINS.map((margin) => [turn, margin] as const)))(
    'on a page turned by %d stand at the %s, at their distance',
    async (turn, margin) => {
      const mark: Mark = {
        kind: 'barcode',
        text: 'ABC123',
        width: 120,
        height: 24,
        place: { ...PLACE, margin },
      };
      const { box, size } = inkOf(await marked(await blank(1, turn), [mark]));
      const [left = 0, bottom = 0, right = 0, top = 0] = box;
      const [width = 0, height = 0] = size;
      const gaps: Readonly<Record<Margin, number>> = {
        left,
        bottom,
        right: width - right,
        top: height - top,
      };
      expect(Math.abs(gaps[margin] - 20)).toBeLessThanOrEqual(1.5);
      const isUpright = margin === 'top' || margin === 'bottom';
      const [long, short] = isUpright ? [right - left, top - bottom] : [top - bottom, right - left];
      expect(Math.abs(long - 120)).toBeLessThanOrEqual(2);
      expect(Math.abs(short - 24)).toBeLessThanOrEqual(2);
      const [from, to] = isUpright ? [gaps.left, gaps.right] : [gaps.bottom, gaps.top];
      expect(Math.abs(from - to)).toBeLessThanOrEqual(2);
    },
  );

  it('begin and end where they are told, however they are turned', async () => {
    for (const rotation of [0, 30, 45, 90, 200]) {
      const qr = (align: 'start' | 'end'): Mark => ({
        kind: 'qr',
        text: 'x',
        size: 60,
        place: { ...PLACE, align, rotation },
      });
      const start = inkOf(await marked(await blank(1), [qr('start')]));
      const end = inkOf(await marked(await blank(1), [qr('end')]));
      expect(start.box[0]).toBeGreaterThanOrEqual(19);
      expect(end.box[2]).toBeLessThanOrEqual((end.size[0] ?? 0) - 19);
      expect(start.box[1]).toBeGreaterThanOrEqual(19);
    }
  });

  it('are on the pages that are named, with their numbers', async () => {
    const footer: Mark = { kind: 'text', text: 'Copia – pagina {page} di {pages}', size: 9, place: PLACE };
    const copy = await marked(await blank(4), [footer], '2,4');
    expect([1, 2, 3, 4].map((page) => textOf(copy, page))).toEqual([
      '',
      'Copia – pagina 2 di 4',
      '',
      'Copia – pagina 4 di 4',
    ]);
  });

  it('a watermark stands whole across the page', async () => {
    const copy = await marked(await blank(1), [{ kind: 'watermark', text: 'COPIA NON VALIDA' }]);
    const { box, size } = inkOf(copy);
    const [left = 0, bottom = 0, right = 0, top = 0] = box;
    const [width = 0, height = 0] = size;
    expect(right - left).toBeGreaterThan(width / 2);
    expect(top - bottom).toBeGreaterThan(height / 2);
    expect(Math.min(left, bottom, width - right, height - top)).toBeGreaterThan(5);
    const letters = (text: string): string => [...text.replaceAll(/\s+/g, '')].sort().join('');
    expect(letters(textOf(copy, 1))).toBe(letters('COPIA NON VALIDA'));
  });
});

describe('marks', () => {
  const code = async (file: Uint8Array, mark: Mark, pages?: string): Promise<string | null> => {
    const made = await drawMarks(file, { marks: [mark], ...(pages !== undefined && { pages }) });
    return made.ok ? null : made.refusal.code;
  };
  const text: Mark = { kind: 'text', text: 'Copia', size: 9, place: PLACE };

  it('are refused where they cannot be drawn', async () => {
    expect(await code(Buffer.from('ciao'), text)).toBe('COPIES_FILE_NOT_DRAWABLE');
    expect(await code(await blank(2), text, '3')).toBe('COPIES_PAGES_INVALID');
    expect(await code(await blank(1), { ...text, text: ' ' })).toBe('COPIES_MARK_INVALID');
    expect(await code(await blank(1), { ...text, text: 'x'.repeat(501) })).toBe('COPIES_MARK_INVALID');
    const bars: Mark = { kind: 'barcode', text: 'è', width: 90, height: 20, place: PLACE };
    expect(await code(await blank(1), bars)).toBe('COPIES_MARK_INVALID');
  });
});
