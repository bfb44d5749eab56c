import fc from 'fast-check';
import { DEFAULT_BOUNDS } from './bounds';
import { bufferSource } from './byte-source';
import { ObjectReader } from './object-reader';
import {
  NULL,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfReference,
  pdfString,
  type PdfObject,
  type PdfStream,
} from './objects';
import { pdfRefusals } from './refusals';
import { serialise } from './serialise';
import { dateString, decodeText, textString } from './text-string';

type Direct = Exclude<PdfObject, PdfStream>;

const parse = (text: string): PdfObject =>
  new ObjectReader(bufferSource(Buffer.from(text, 'latin1')), DEFAULT_BOUNDS).directAt(0).object;

/** Objects compared by meaning: places in the file left out. */
const meaning = (object: PdfObject): unknown =>
  JSON.parse(
    JSON.stringify(object, (key, value: unknown) => {
      if (key === 'start' || key === 'end') return undefined;
      return value instanceof Map ? [...value] : value;
    }),
  );

const byteText = fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const anyObject = fc.letrec<{ object: Direct }>((tie) => ({
  object: fc.oneof(
    { maxDepth: 4 },
    fc.constant<Direct>(NULL),
    fc.boolean().map((value): Direct => ({ kind: 'boolean', value })),
    fc
      .constantFrom('0', '-7', '+3', '4.', '.5', '-0.0000100', '9007199254740993')
      .map((raw): Direct => ({ kind: 'number', raw, value: Number(raw) })),
    byteText.map((text): Direct => pdfName(text.replaceAll('\0', ''))),
    fc
      .tuple(fc.uint8Array({ maxLength: 30 }), fc.constantFrom('hex', 'literal'))
      .map(([bytes, form]): Direct => pdfString(Buffer.from(bytes), form)),
    fc.nat(9_000_000).map((number): Direct => pdfReference(number, number % 7)),
    fc.array(tie('object'), { maxLength: 4 }).map((items): Direct => pdfArray(items)),
    fc
      .uniqueArray(fc.tuple(byteText, tie('object')), { maxLength: 4, selector: ([key]) => key })
      .map((entries): Direct => pdfDictionary(entries)),
  ),
})).object;

describe('objects', () => {
  it('are read back as what was written, byte for byte in meaning', () => {
    fc.assert(
      fc.property(anyObject, (object) => {
        expect(meaning(parse(serialise(object)))).toEqual(meaning(object));
      }),
      { numRuns: 500 },
    );
  });

  it('are read in the spellings of ISO 32000-1 §7.3', () => {
    expect(meaning(parse('(a\\(b\\)\\101\\7(x)\\\r\ny\r\nz\\q)'))).toMatchObject({
      bytes: { data: [...Buffer.from('a(b)A\x07(x)y\nzq')] },
    });
    expect(meaning(parse('<48 65\n6C6c 7>'))).toMatchObject({ bytes: { data: [...Buffer.from('Hellp')] } });
    expect(parse('/A#42#2f;_$')).toEqual(pdfName('AB/;_$'));
    expect(parse('[1 2 3 0 R% end\n-5]')).toMatchObject({
      items: [{ value: 1 }, { value: 2 }, { kind: 'reference', objectNumber: 3 }, { value: -5 }],
    });
    expect(parse('<</A 1/A 2/B>>')).toMatchObject({ hasDuplicateKeys: true });
    expect(parse('--5')).toMatchObject({ kind: 'number', value: 0, raw: '--5' });
  });

  it.each(['', '<</A 1', '(open', '<4', '[1 2', '>>', '<</A endobj', '<4x>', '{'])('refuse %j', (text) => {
    expect(() => parse(text)).toThrow(pdfRefusals.DAMAGED.code);
  });

  it('refuse to nest without end, and to grow without end', () => {
    expect(() => parse('['.repeat(100_000))).toThrow(pdfRefusals.TOO_DEEP.code);
    expect(() => parse('<</A'.repeat(100_000))).toThrow(pdfRefusals.TOO_DEEP.code);
    const reader = new ObjectReader(bufferSource(Buffer.alloc(200_000, '(')), {
      ...DEFAULT_BOUNDS,
      maxObjectBytes: 10_000,
    });
    expect(() => reader.directAt(0)).toThrow(pdfRefusals.OBJECT_TOO_LARGE.code);
  });
});

describe('text strings', () => {
  it('carry every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeText(textString(text))).toBe(text);
      }),
    );
  });

  it('are read in all encodings', () => {
    expect(decodeText(pdfString(Buffer.from('perch\xe9 \x84 \xa0', 'latin1')))).toBe('perché — €');
    expect(decodeText(pdfString(Buffer.from('\ufeffperché', 'utf8')))).toBe('perché');
    expect(decodeText(pdfName('x'))).toBeNull();
  });

  it('write dates in UTC', () => {
    expect(decodeText(dateString(new Date('2026-03-01T10:20:30.999Z')))).toBe("D:20260301102030+00'00'");
  });
});
