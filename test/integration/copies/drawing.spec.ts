import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument, PDFName, type PDFPage, StandardFonts } from 'pdf-lib';
import { liberationSans } from '@libro-firma/pdf';
import { newCopyCode } from '../../../src/copies/domain/copy-code';
import type { Stamp } from '../../../src/copies/domain/stamp';
import { drawCopy } from '../../../src/copies/infrastructure/stamp/draw-copy';
import { Stamper } from '../../../src/copies/infrastructure/stamper';
import { createLogger } from '../../../src/platform/observability/logger';
import { describeWith } from '../../support/services';

const font = liberationSans();
const code = newCopyCode(() => randomBytes(1).readUInt8());
const stamp: Stamp = {
  bodyName: 'Comune di Esempio',
  registration: { register: 'Registro di protocollo', number: '0000042', date: '2026-11-20' },
  subject: 'Manutenzione della rete',
  signers: [
    { fullName: 'Niccolò D’Alù', capacity: 'Dirigente', signedOn: '2026-11-20' },
    { fullName: 'Łucja Şahin Ħamrun', capacity: null, signedOn: '2026-11-19' },
  ],
  signedSha256: 'ab12'.repeat(16),
  code,
  verificationUrl: 'https://firma.example/c',
  codeUrl: `https://firma.example/c/${code}`,
};

jest.setTimeout(60_000);

interface Word {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'copies-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Words as a reader of the turned page sees them, from the upper left corner. */
function wordsOf(pdf: Uint8Array, rotate = 0): { width: number; height: number; words: Word[] }[] {
  const [file, html] = [join(folder, 'copy.pdf'), join(folder, 'copy.html')];
  writeFileSync(file, pdf);
  expect(spawnSync('pdftotext', ['-bbox', '-cropbox', file, html]).status).toBe(0);
  return readFileSync(html, 'utf8')
    .split('<page ')
    .slice(1)
    .map((page) => {
      const size = /width="([\d.]+)" height="([\d.]+)"/.exec(page)!;
      const words = [
        ...page.matchAll(
          /xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g,
        ),
      ];
      return {
        // The page's own size is given as it was before it was turned, the words as they are after.
        width: Number(size[rotate % 180 === 0 ? 1 : 2]),
        height: Number(size[rotate % 180 === 0 ? 2 : 1]),
        words: words.map(([, left, top, right, bottom, text]) => ({
          text: text!,
          left: Number(left),
          top: Number(top),
          right: Number(right),
          bottom: Number(bottom),
        })),
      };
    });
}

async function act(pages: (document: PDFDocument) => Promise<void> | void): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  await pages(document);
  return document.save();
}

/** A page that is full to the edges of what is seen of it. */
async function fullPage(
  document: PDFDocument,
  rotate: number,
  [x, y]: readonly [number, number] = [0, 0],
): Promise<PDFPage> {
  const page = document.addPage([595 + 2 * x, 842 + 2 * y]);
  if (x > 0) page.setCropBox(x, y, 595, 842);
  const text = await document.embedFont(StandardFonts.Helvetica);
  for (const [left, bottom] of [
    [2, 4],
    [553, 4],
    [2, 830],
    [553, 830],
  ] as const)
    page.drawText('ATTO', { x: x + left, y: y + bottom, size: 12, font: text });
  page.setRotation(degrees(rotate));
  return page;
}

describeWith('program:pdftotext', 'drawing a copy', () => {
  it.each([0, 90, 180, 270])(
    'leaves every word of the act free of the stamp, turned by %i',
    async (rotate) => {
      const signed = await act(async (document) => {
        await fullPage(document, rotate);
        await fullPage(document, rotate);
        await fullPage(document, rotate, [50, 30]);
      });
      const pages = wordsOf(await drawCopy({ kind: 'STAMPED', stamp, pageCount: 3 }, signed, font), rotate);
      expect(pages.map(({ width, height }) => [width, height])).toEqual(
        Array(3).fill(rotate % 180 === 0 ? [595, 842] : [842, 595]),
      );
      for (const [index, { height, width, words }] of pages.entries()) {
        const ofAct = words.filter(({ text }) => text === 'ATTO');
        const ofStamp = words.filter(({ text }) => text !== 'ATTO');
        const line = ofStamp.map(({ text }) => text).join(' ');
        expect(line).toContain('Comune di Esempio · Registro di protocollo n. 0000042 del 20/11/2026');
        expect(line).toContain(`pagina ${index + 1} di 3`);
        expect(line).toContain('Niccolò D’Alù (Dirigente) il 20/11/2026; Łucja Şahin Ħamrun');
        expect(line).toContain(code);
        expect(ofAct).toHaveLength(4);
        const topOfStamp = Math.min(...ofStamp.map(({ top }) => top));
        expect(Math.max(...ofAct.map(({ bottom }) => bottom))).toBeLessThan(topOfStamp);
        expect(topOfStamp).toBeGreaterThan(height * 0.65);
        for (const { left, right, top, bottom } of words) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(width + 1);
          expect(bottom).toBeLessThanOrEqual(height + 1);
          expect(top).toBeGreaterThanOrEqual(-1);
        }
        // Upright: a line of the stamp is wider than high.
        const first = ofStamp.find(({ text }) => text === 'Registro')!;
        expect(first.right - first.left).toBeGreaterThan(first.bottom - first.top);
      }
    },
  );

  it('bears the short hash and what the law says on its first page', async () => {
    const signed = await act((document) => void document.addPage());
    const [first] = wordsOf(await drawCopy({ kind: 'STAMPED', stamp, pageCount: null }, signed, font));
    const text = first!.words.map((word) => word.text).join(' ');
    expect(text).toContain(stamp.signedSha256.slice(0, 16));
    expect(text).toContain('art. 23-ter, c. 5, D.Lgs. 82/2005');
    expect(text).toContain('art. 3, c. 2, D.Lgs. 39/1993');
  });

  it('says copia where there is no protocol', async () => {
    const signed = await act((document) => void document.addPage());
    const bare = { ...stamp, registration: null };
    const [first] = wordsOf(await drawCopy({ kind: 'STAMPED', stamp: bare, pageCount: 1 }, signed, font));
    expect(first!.words.map((word) => word.text).join(' ')).toContain('Comune di Esempio · copia');
  });

  it('keeps every name within bounds, whatever the number of signers', async () => {
    const signers = Array.from({ length: 60 }, (_, index) => ({
      fullName: `Firmatario Numero ${index}`,
      capacity: 'Componente della commissione',
      signedOn: '2026-11-20',
    }));
    const signed = await act((document) => void document.addPage([595, 842]));
    const [first] = wordsOf(
      await drawCopy({ kind: 'STAMPED', stamp: { ...stamp, signers }, pageCount: 1 }, signed, font),
    );
    const words = first!.words;
    expect(words.map((word) => word.text).join(' ')).toContain(
      'tutti i firmatari sono nella pagina di verifica',
    );
    expect(Math.min(...words.map(({ top }) => top))).toBeGreaterThan(842 * 0.6);
    const cover = wordsOf(
      await drawCopy({ kind: 'COVER', stamp: { ...stamp, signers }, pageCount: 1 }, signed, font),
    );
    expect(Math.max(...cover[0]!.words.map(({ bottom }) => bottom))).toBeLessThan(842);
  });
});

describeWith(['program:qpdf', 'program:pdfsig'], 'a copy of a file that was signed by fields', () => {
  it('claims no signature, and stands up to another reader', async () => {
    const signed = await act(async (document) => {
      const page = await fullPage(document, 0);
      const { context } = document;
      const value = context.register(
        context.obj({ Type: 'Sig', Filter: 'Adobe.PPKLite', ByteRange: [0, 1, 2, 3] }),
      );
      const look = context.register(
        context.stream('0 0 1 rg 0 0 100 40 re f', {
          Type: 'XObject',
          Subtype: 'Form',
          BBox: [0, 0, 100, 40],
        }),
      );
      const field = context.register(
        context.obj({
          Type: 'Annot',
          Subtype: 'Widget',
          FT: 'Sig',
          T: context.obj('Firma'),
          V: value,
          Rect: [100, 100, 300, 180],
          AP: { N: look },
        }),
      );
      page.node.addAnnot(field);
      document.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [field], SigFlags: 3 }));
    });
    const copy = await drawCopy({ kind: 'STAMPED', stamp, pageCount: 1 }, signed, font);
    const file = join(folder, 'unsigned.pdf');
    writeFileSync(file, copy);
    expect(spawnSync('qpdf', ['--check', file], { encoding: 'utf8' }).status).toBe(0);
    expect(spawnSync('pdfsig', [file], { encoding: 'utf8' }).stdout).toContain(
      'does not contain any signatures',
    );
    const pixels = spawnSync('pdftoppm', ['-r', '36', '-singlefile', file], { maxBuffer: 1 << 24 }).stdout;
    expect(pixels.includes(Buffer.from([0, 0, 255]))).toBe(true); // its look stays
  });
});

describe('drawing beside the process', () => {
  const stampers: Stamper[] = [];
  const open = (kind: typeof Stamper = Stamper): Stamper => {
    const stamper = new kind(createLogger('silent', 'cli'));
    stampers.push(stamper);
    return stamper;
  };
  const file = (bytes: Uint8Array | string): string => {
    const path = join(folder, `${randomBytes(4).toString('hex')}.pdf`);
    writeFileSync(path, bytes);
    return path;
  };
  const pagesOf = async (bytes: Buffer): Promise<number> => (await PDFDocument.load(bytes)).getPageCount();

  afterEach(async () => {
    for (const stamper of stampers.splice(0)) await stamper.onModuleDestroy();
  });

  it('stamps many files at once, each with its own', async () => {
    const stamper = open();
    const made = await Promise.all(
      [1, 2, 3, 4].map(async (count) => {
        const signed = await act((document) => {
          for (let page = 0; page < count; page += 1) document.addPage();
        });
        const drawn = await stamper.draw(stamp, file(signed), count);
        return [drawn.kind, await pagesOf(drawn.bytes)];
      }),
    );
    expect(made).toEqual([1, 2, 3, 4].map((count) => ['STAMPED', count]));
  });

  it('makes a cover of what cannot be read, of another number of pages, and of a page too small', async () => {
    const stamper = open();
    const small = await act((document) => void document.addPage([120, 90]));
    const one = await act((document) => void document.addPage());
    for (const drawn of [
      await stamper.draw(stamp, file('%PDF-1.7\nno such thing'), 1),
      await stamper.draw(stamp, file(one), 2),
      await stamper.draw(stamp, file(small), 1),
    ]) {
      expect(drawn.kind).toBe('COVER');
      expect(await pagesOf(drawn.bytes)).toBe(1);
    }
  });

  it('gives up in time on a file that takes too long, and neither holds the process nor the next file', async () => {
    class Hurried extends Stamper {
      protected override readonly longestMs = 400;
    }
    const stamper = open(Hurried);
    await stamper.draw(stamp, file(await act((document) => void document.addPage())), 1);
    const objects = Array.from(
      { length: 600_000 },
      (_, index) => `${index + 10} 0 obj\n[1 2 3 (x) /Y]\nendobj\n`,
    );
    const huge = file(`%PDF-1.7\n${objects.join('')}`);
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 10);
    const drawn = await stamper.draw(stamp, huge, 1);
    clearInterval(ticking);
    expect(drawn.kind).toBe('COVER');
    expect(ticks).toBeGreaterThan(10);
  });
});
