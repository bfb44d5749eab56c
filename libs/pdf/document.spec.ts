import { type Result } from '@libro-firma/kernel';
import { bufferSource } from './byte-source';
import { PdfDocument, type OpenOptions } from './document';
import { pdfReference } from './objects';
import { attempt } from './pdf-refused';
import { pdfRefusals } from './refusals';
import { revisionEnds } from './revisions';
import { HandmadePdf, hybridPdf, SMALL_DOCUMENT, streamPdf, tablePdf } from './testing/handmade-pdf';

function open(bytes: Buffer, options?: OpenOptions): PdfDocument {
  const result = PdfDocument.open(bufferSource(bytes), options);
  if (!result.ok) throw new Error(`${result.refusal.code} ${JSON.stringify(result.refusal.details)}`);
  return result.value;
}

function codeOf(result: Result<unknown>): string | null {
  return result.ok ? null : result.refusal.code;
}

function smallObjects(pdf: HandmadePdf): HandmadePdf {
  for (const [number, body] of Object.entries(SMALL_DOCUMENT)) pdf.object(Number(number), body);
  return pdf.stream(5, '', Buffer.from('q Q'));
}

const TRAILER = '/Size 6/Root 1 0 R';

describe('a document opens', () => {
  const files: readonly (readonly [string, Buffer, 'table' | 'stream'])[] = [
    ['a classic table', tablePdf(), 'table'],
    [
      'a table with CR LF entries',
      smallObjects(new HandmadePdf()).table(TRAILER, '\r\n').end().bytes,
      'table',
    ],
    [
      'a table with entries of 19 bytes',
      smallObjects(new HandmadePdf()).table(TRAILER, '\n').end().bytes,
      'table',
    ],
    [
      'a table with entries of 21 bytes',
      smallObjects(new HandmadePdf()).table(TRAILER, ' \r\n').end().bytes,
      'table',
    ],
    [
      'a table that starts at 1',
      smallObjects(new HandmadePdf()).table(TRAILER, ' \n', 1).end().bytes,
      'table',
    ],
    ['a hybrid file', hybridPdf(), 'table'],
    ...([1, 2, 10, 11, 12, 13, 14] as const).map(
      (predictor) => [`a stream, predictor ${predictor}`, streamPdf({}, predictor), 'stream'] as const,
    ),
    [
      'junk before the header, offsets relative to it',
      smallObjects(new HandmadePdf('GARBAGE\n%PDF-1.4\n', 8)).table(TRAILER).end().bytes,
      'table',
    ],
    [
      'junk before the header, offsets from the first byte',
      smallObjects(new HandmadePdf('GARBAGE\n%PDF-1.4\n')).table(TRAILER).end().bytes,
      'table',
    ],
    ['junk behind the end', Buffer.concat([tablePdf(), Buffer.alloc(5000)]), 'table'],
    ['/Encrypt null', tablePdf({}, `${TRAILER}/Encrypt null`), 'table'],
  ];

  it.each(files)('with %s', (_name, bytes, style) => {
    const document = open(bytes);
    expect([...document.pages()].map((page) => page.reference?.objectNumber)).toEqual([3, 4]);
    expect(document).toMatchObject({
      isRebuilt: false,
      isDamaged: false,
      isEncrypted: false,
      xrefStyle: style,
    });
    expect(document.pageCount).toBe(2);
    expect(document.page(1)?.reference?.objectNumber).toBe(4);
    expect(document.page(2)).toBeUndefined();
    expect(document.resolve(pdfReference(3, 1)).kind).toBe('null');
    expect(document.resolve(pdfReference(4711)).kind).toBe('null');
    expect(revisionEnds(document)).toHaveLength(1);
  });

  it.each(files)('by a scan where the index is not to be trusted: %s', (_name, bytes) => {
    const document = open(bytes, { rebuild: true });
    expect([...document.pages()].map((page) => page.reference?.objectNumber)).toEqual([3, 4]);
    expect(document.isRebuilt && document.isDamaged).toBe(true);
    expect(revisionEnds(document)).toEqual([bytes.length]);
  });

  it('with the newest of several revisions, and tells where each ends', () => {
    const first = tablePdf();
    const start = first.lastIndexOf('xref\n0');
    const second = HandmadePdf.after(first, start)
      .object(3, '<</Type/Page/Parent 2 0 R/New true>>')
      .table(`${TRAILER}/Prev ${start}`)
      .end();
    const document = open(second.bytes);
    expect(document.page(0)?.dictionary.entries.has('New')).toBe(true);
    expect(revisionEnds(document)).toEqual([first.length, second.bytes.length]);
    expect(document.sections).toHaveLength(2);
  });

  it('and forgets a deleted object', () => {
    const first = tablePdf();
    const start = first.lastIndexOf('xref\n0');
    const pdf = HandmadePdf.after(first, start);
    const at = pdf.position;
    pdf.raw(`xref\n4 1\n0000000000 00001 f \ntrailer\n<<${TRAILER}/Prev ${start}>>\n`).end(at);
    expect([...open(pdf.bytes).pages()]).toHaveLength(1);
  });
});

describe('a damaged index', () => {
  const wrongOffset = (): Buffer =>
    Buffer.from(tablePdf().toString('latin1').replace('startxref\n', 'startxref\n9'), 'latin1');

  it.each([
    ['startxref points elsewhere', wrongOffset()],
    [
      '/Prev runs in a circle',
      tablePdf({}, `${TRAILER}/Prev ${tablePdf({}, `${TRAILER}/Prev 000`).lastIndexOf('xref\n0')}`),
    ],
    [
      'the catalogue is elsewhere',
      Buffer.from(
        tablePdf()
          .toString('latin1')
          .replace(/\d{10} 00000 n/, '0000000001 00000 n'),
        'latin1',
      ),
    ],
    [
      'two subsections name one object',
      Buffer.from(
        tablePdf().toString('latin1').replace('xref\n0 6', 'xref\n1 1\n0000000015 00000 n \n0 6'),
        'latin1',
      ),
    ],
    [
      'there is no trailer',
      Buffer.from(
        tablePdf()
          .toString('latin1')
          .replace(/trailer[^]*/, ''),
        'latin1',
      ),
    ],
  ])('is replaced by a scan: %s', (_name, bytes) => {
    const document = open(bytes);
    expect(document.isRebuilt).toBe(true);
    expect([...document.pages()]).toHaveLength(2);
  });

  it('shows when an object is not where the index says', () => {
    const text = tablePdf().toString('latin1').replace('4 0 obj', '7 0 obj');
    const document = open(Buffer.from(text, 'latin1'));
    expect(document.isDamaged).toBe(false);
    expect([...document.pages()]).toHaveLength(1);
    expect(document.isDamaged).toBe(true);
  });

  it('shows when a stream is not as long as it says', () => {
    const document = open(
      Buffer.from(tablePdf().toString('latin1').replace('/Length 15', '/Length 99'), 'latin1'),
    );
    const stream = document.resolve(pdfReference(5));
    if (stream.kind !== 'stream') throw new Error('no stream');
    expect(document.streamData(stream).toString()).toBe('0 0 m 10 10 l S');
    expect(document.isDamaged).toBe(true);
  });
});

describe('a document is refused', () => {
  it.each([
    ['EMPTY', Buffer.alloc(0)],
    ['NOT_A_PDF', Buffer.from('PK\x03\x04 this is a zip')],
    ['NOT_A_PDF', Buffer.concat([Buffer.alloc(2000, ' '), tablePdf()])],
    ['DAMAGED', Buffer.from('%PDF-1.7\nnothing here')],
    [
      'TOO_MANY_OBJECTS',
      Buffer.from(tablePdf().toString('latin1').replace('xref\n0 6', 'xref\n0 999999999'), 'latin1'),
    ],
  ] as const)('as %s', (name, bytes) => {
    expect(codeOf(PdfDocument.open(bufferSource(bytes)))).toBe(pdfRefusals[name].code);
  });

  it('past the bounds', () => {
    const source = bufferSource(tablePdf());
    expect(codeOf(PdfDocument.open(source, { bounds: { maxFileBytes: 100 } }))).toBe('PDF_TOO_LARGE');
    const pages = attempt(() => [...open(tablePdf(), { bounds: { maxPages: 1 } }).pages()]);
    expect(codeOf(pages)).toBe('PDF_TOO_MANY_PAGES');
  });

  it('with more revisions than the bound', () => {
    let bytes = tablePdf();
    let start = bytes.lastIndexOf('xref\n0');
    for (let revision = 0; revision < 5; revision += 1) {
      const next = HandmadePdf.after(bytes, start).object(9, 'null').table(`${TRAILER}/Prev ${start}`).end();
      [bytes, start] = [next.bytes, next.startXref];
    }
    expect(open(bytes).sections).toHaveLength(6);
    const bounded = PdfDocument.open(bufferSource(bytes), { bounds: { maxXrefSections: 4 } });
    expect(codeOf(bounded)).toBe('PDF_TOO_MANY_REVISIONS');
  });

  it('when an object stream expands beyond the bound', () => {
    const bomb = new HandmadePdf()
      .objectStream(8, { ...SMALL_DOCUMENT, 6: ' '.repeat(3_000_000) })
      .xrefStream(9, '/Size 10/Root 1 0 R')
      .end().bytes;
    expect(bomb.length).toBeLessThan(10_000);
    const result = PdfDocument.open(bufferSource(bomb), { bounds: { maxDecodedBytes: 1_000_000 } });
    expect(codeOf(result)).toBe('PDF_DECODED_TOO_LARGE');
  });

  it('never for object streams that need themselves, which are told as damaged', () => {
    const bytes = new HandmadePdf()
      .object(1, SMALL_DOCUMENT[1] ?? '')
      .object(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>')
      .objectStream(8, { 3: '<</Type/Page>>' }, '3 0 R')
      .xrefStream(9, '/Size 10/Root 1 0 R')
      .end().bytes;
    const document = open(bytes);
    expect([...document.pages()]).toHaveLength(1);
    expect(document.isDamaged).toBe(true);
  });
});
