import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber } from 'pdf-lib';
import { describeWith } from '../../test/support/services';
import { type Block, writePdfA } from './write-pdf-a';

const createdAt = new Date('2026-11-25T10:00:00Z');
const long = Array.from({ length: 120 }, (_, index) => `parola${index}`).join(' ');
const blocks: readonly Block[] = [
  { heading: 2, text: 'Esito' },
  'La firma è valida: perché no? 漢字',
  '',
  { heading: 3, text: 'Controlli' },
  ...Array.from({ length: 40 }, () => long),
];
const write = (more: readonly Block[] = blocks) =>
  writePdfA({ title: 'Rapporto <di> verifica', blocks: more, footer: 'Comune di Prova', createdAt });

describe('a text as PDF/A', () => {
  it('is the same bytes for the same text, and others for another', async () => {
    const [one, again, other] = [await write(), await write(), await write([...blocks, 'fine'])];
    expect(Buffer.from(one).equals(again)).toBe(true);
    expect(Buffer.from(one).equals(other)).toBe(false);
  });

  it('has an element for each block in reading order, one that runs over pages with a piece on each', async () => {
    const { catalog, context } = await PDFDocument.load(await write());
    const root = catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict);
    const [document] = root.lookup(PDFName.of('K'), PDFArray).asArray();
    const kids = context.lookup(document, PDFDict).lookup(PDFName.of('K'), PDFArray);
    const elements = kids.asArray().map((kid) => context.lookup(kid, PDFDict));
    const tags = elements.map((element) => element.get(PDFName.of('S'))?.toString());
    expect(tags.slice(0, 5)).toEqual(['/H1', '/H2', '/P', '/H3', '/P']);
    expect(elements).toHaveLength(1 + blocks.length - 1); // the title more, the empty line less
    const pieces = elements.map((element) => element.lookup(PDFName.of('K'), PDFArray).size());
    expect(Math.max(...pieces)).toBe(2);
    // Each marked piece of each page is found again from the page.
    const numbers = root.lookup(PDFName.of('ParentTree'), PDFDict).lookup(PDFName.of('Nums'), PDFArray);
    const marked = numbers.asArray().filter((_, index) => index % 2 === 1);
    const total = marked.map((one) => context.lookup(one, PDFArray).size()).reduce((sum, one) => sum + one);
    expect(total).toBe(pieces.reduce((sum, one) => sum + one));
    expect(root.lookup(PDFName.of('ParentTreeNextKey'), PDFNumber).asNumber()).toBe(marked.length);
  });
});

describeWith(['program:pdftotext', 'program:qpdf'], 'a text as PDF/A, to programs of others', () => {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-pdfa-'));
  const file = join(folder, 'text.pdf');
  beforeAll(async () => {
    writeFileSync(file, await write());
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is read in its order, with what the font lacks as a question mark', () => {
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(text.indexOf('Esito')).toBeGreaterThan(-1);
    expect(text.indexOf('Esito')).toBeLessThan(text.indexOf('La firma è valida: perché no? ??'));
    expect(text).toMatch(/pagina 1 di [2-9] · Comune di Prova/);
  });

  it('is a sound file', () => {
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain('No syntax');
  });
});
