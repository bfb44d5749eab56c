import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import { bufferSource, type ByteSource } from './byte-source';
import { PdfDocument } from './document';
import { inspectPdf } from './inspection';
import { prepareSignature } from './prepare-signature';
import { attempt } from './pdf-refused';
import { revisionEnds } from './revisions';
import { readSignatureDictionaries } from './signature-dictionaries';
import { admitForSigning } from './signing-admission';
import { HandmadePdf, hybridPdf, SMALL_DOCUMENT, streamPdf, tablePdf } from './testing/handmade-pdf';
import { withForm } from './testing/signing';

/** So many changed files in every run; the nightly run sets a million. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 3_600);
const seeded = process.env['FUZZ_SEED'] === undefined ? {} : { seed: Number(process.env['FUZZ_SEED']) };
const share = (part: number): { numRuns: number; seed?: number } => ({
  numRuns: Math.ceil(RUNS * part),
  ...seeded,
});
const LONGEST_MS = 14_400_000;

const REQUEST = { subFilter: 'ETSI.CAdES.detached', reservedBytes: 16 } as const;

function signed(base: Buffer): Buffer {
  const prepared = prepareSignature(bufferSource(base), REQUEST);
  return prepared.ok ? Buffer.concat([base, prepared.value.increment]) : base;
}

const FILES = [tablePdf(), streamPdf(), hybridPdf()].flatMap((base) => [base, signed(signed(base))]);

/**
 * Work for each byte of a file, through all doors together: four times what the worst of twelve thousand files took. A
 * reader whose work grows with the square of the size, or with what a file says of itself, goes past it on any machine.
 */
const MOST_BYTES_READ = 450;
const MOST_READS = 14;
const SMALLEST = 64;

/** Node keeps what did not inflate until the event loop turns: a million files in one turn were four gigabytes. */
async function tryInTurn(bytes: Buffer): Promise<void> {
  tryAll(bytes);
  await nextTurn();
}

/** Every door on one file: whatever is in it, nothing but results may come out, and after bounded work. */
function tryAll(bytes: Buffer): void {
  const { source, work } = counted(bytes);
  admitForSigning(source);
  inspectPdf(source);
  const prepared = prepareSignature(source, REQUEST);
  if (prepared.ok)
    expect(PdfDocument.open(bufferSource(Buffer.concat([bytes, prepared.value.increment]))).ok).toBe(true);
  const opened = PdfDocument.open(source);
  if (opened.ok) {
    readSignatureDictionaries(opened.value);
    attempt(() => revisionEnds(opened.value));
    attempt(() => [...opened.value.pages()]);
  }
  PdfDocument.open(source, { rebuild: true });
  expect(work.bytes).toBeLessThan(MOST_BYTES_READ * (bytes.length + SMALLEST));
  expect(work.reads).toBeLessThan(MOST_READS * (bytes.length + SMALLEST));
}

/** A file that counts what is read of it: the work that a reader does, on any machine. */
function counted(bytes: Buffer): {
  readonly source: ByteSource;
  readonly work: { reads: number; bytes: number };
} {
  const plain = bufferSource(bytes);
  const work = { reads: 0, bytes: 0 };
  const source = {
    size: plain.size,
    read(position: number, length: number): Buffer {
      const found = plain.read(position, length);
      work.reads += 1;
      work.bytes += found.length;
      return found;
    },
  };
  return { source, work };
}

const file = fc.constantFrom(...FILES);
const TOKENS = [
  '<<',
  '>>',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '/',
  ' 0 R',
  'obj',
  'endobj',
  'stream',
  'xref',
  '%',
  '99999999999',
  '-1',
  '\0',
];

describe('hostile files give results and never faults', () => {
  it('cut anywhere', () => {
    for (const bytes of FILES) for (let end = 0; end < bytes.length; end += 7) tryAll(bytes.subarray(0, end));
  });

  it(
    'with bytes changed',
    async () => {
      const change = fc.tuple(fc.nat(), fc.nat(255));
      await fc.assert(
        fc.asyncProperty(
          file,
          fc.array(change, { minLength: 1, maxLength: 6 }),
          async (original, changes) => {
            const bytes = Buffer.from(original);
            for (const [at, value] of changes) bytes[at % bytes.length] = value;
            await tryInTurn(bytes);
          },
        ),
        share(5 / 12),
      );
    },
    LONGEST_MS,
  );

  it(
    'with tokens put in, taken out and numbers changed',
    async () => {
      const edit = fc.tuple(
        fc.nat(),
        fc.nat(12),
        fc.oneof(fc.constantFrom(...TOKENS), fc.nat(100).map(String)),
      );
      await fc.assert(
        fc.asyncProperty(file, fc.array(edit, { minLength: 1, maxLength: 4 }), async (original, edits) => {
          let text = original.toString('latin1');
          for (const [at, length, token] of edits) {
            const from = at % text.length;
            text = text.slice(0, from) + token + text.slice(from + length);
          }
          await tryInTurn(Buffer.from(text, 'latin1'));
        }),
        share(5 / 12),
      );
    },
    LONGEST_MS,
  );

  it(
    'with references that point to each other at random',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          file,
          fc.array(fc.nat(9), { minLength: 20, maxLength: 20 }),
          async (original, numbers) => {
            let next = 0;
            const text = original.toString('latin1').replace(/\b\d 0 R/g, () => {
              next += 1;
              return `${numbers[next % numbers.length] ?? 0} 0 R`;
            });
            await tryInTurn(Buffer.from(text, 'latin1'));
          },
        ),
        share(1 / 6),
      );
    },
    LONGEST_MS,
  );

  it.each([
    ['brackets', () => tablePdf({ 1: '<</A'.repeat(50_000) })],
    ['strings that never end', () => tablePdf({ 6: `<</Length 9>>(${'('.repeat(100_000)}` })],
    [
      'a tree of fields in a circle',
      () => tablePdf({ 1: '<</Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>', 6: '<</T(a)/Kids[6 0 R 6 0 R]>>' }),
    ],
    [
      'a chain of references',
      () => tablePdf({ 1: '<</Pages 2 0 R/AcroForm 6 0 R>>', 6: '7 0 R', 7: '6 0 R' }),
    ],
    [
      'objects inside each other',
      () => {
        const pdf = new HandmadePdf();
        for (const [number, body] of Object.entries(SMALL_DOCUMENT)) pdf.object(Number(number), body);
        // Each object's string runs over all that follow: reading all of them costs the square of the size.
        pdf.object(5, `[${Array.from({ length: 3000 }, (_none, index) => `${index + 10} 0 R`).join(' ')}]`);
        pdf.object(6, '<</Type/Catalog/Pages 2 0 R/X 5 0 R>>');
        for (let number = 10; number < 3010; number += 1) pdf.object(number, '[(x)');
        return pdf.raw(')'.repeat(3000)).table('/Size 3010/Root 6 0 R').end().bytes;
      },
    ],
    ['a stream that says it has two thousand million bytes', () => longStream('2000000000')],
    ['a stream that says it is shorter than nothing', () => longStream('-5')],
    ['a stream whose length is itself', () => longStream('6 0 R')],
    ['an index that says it has two thousand million entries', () => withText('0 6\n', '0 2000000000\n')],
    ['an index that goes before itself', () => withText('/Root 1 0 R', '/Root 1 0 R/Prev 9 ')],
    [
      'an object stream that says it holds millions',
      () =>
        new HandmadePdf()
          .stream(6, '/Type/ObjStm/N 8000000/First 10', Buffer.from('1 0 2 10 <<>>'))
          .xrefStream(7, '/Size 8000000/Root 1 0 R')
          .end().bytes,
    ],
    ...[
      '/Fields 6 0 R',
      '/Fields[null 6 0 R 99 0 R(x)<<>>]',
      '/Fields[[6 0 R]]',
      '/Fields[6 0 R 6 0 R]/SigFlags(x)/DR 7',
    ].map((form): [string, () => Buffer] => [
      `a form that is broken: ${form}`,
      () => withForm(form, '<</FT/Sig/T 5/Kids[6 0 R<</T(a)/Kids 6 0 R>>]/V 6 0 R/Rect[0]/AP 6 0 R>>'),
    ]),
  ])('made of %s', (_name, make) => {
    tryAll(make());
  });
});

it('streams that do not decompress are read up to a number of them, as each costs memory', () => {
  const file = (count: number): Buffer => {
    const pdf = new HandmadePdf();
    for (const [number, body] of Object.entries(SMALL_DOCUMENT)) pdf.object(Number(number), body);
    for (let number = 10; number < 10 + count; number += 1)
      pdf.stream(number, '/Type/ObjStm/N 1/First 4/Filter/FlateDecode', Buffer.from('abcd'));
    return pdf.raw('trailer\n<</Root 1 0 R>>\n').end().bytes;
  };
  const opened = (count: number): string | null => {
    const result = PdfDocument.open(bufferSource(file(count)), { rebuild: true });
    return result.ok ? null : result.refusal.code;
  };
  expect(opened(100)).toBeNull();
  expect(opened(3000)).toBe('PDF_TOO_MANY_OBJECTS');
});

const longStream = (length: string): Buffer =>
  tablePdf({
    6: `<</Length ${length}>>\nstream\nabc\nendstream`,
    1: '<</Type/Catalog/Pages 2 0 R/Metadata 6 0 R>>',
  });

const withText = (found: string, put: string): Buffer =>
  Buffer.from(tablePdf().toString('latin1').replace(found, put), 'latin1');
