import { mustAccept } from '@libro-firma/kernel';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { bufferSource, concatSource } from './byte-source';
import { digestByteRange, embedSignature } from './embed-signature';
import { prepareSignature } from './prepare-signature';
import { revisionEnds } from './revisions';
import { readSignatureDictionaries } from './signature-dictionaries';
import { HandmadePdf, hybridPdf, SMALL_DOCUMENT, streamPdf, tablePdf } from './testing/handmade-pdf';
import { CMS, codeOf, open, refusalOf, REQUEST, sign, withForm } from './testing/signing';

async function officeFile(useObjectStreams: boolean): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  pdf.setTitle('Determinazione dirigenziale');
  pdf.addPage().drawText('Oggetto: impegno di spesa');
  return Buffer.from(await pdf.save({ useObjectStreams }));
}

const junkBefore = (): Buffer => {
  const pdf = new HandmadePdf('GARBAGE\n%PDF-1.4\n', 8);
  for (const [number, body] of Object.entries(SMALL_DOCUMENT)) pdf.object(Number(number), body);
  return pdf.stream(5, '', Buffer.from('q Q')).table('/Size 6/Root 1 0 R').end().bytes;
};

describe('three signatures and a timestamp in sequence', () => {
  it.each([
    ['a classic table', () => Promise.resolve(tablePdf())],
    ['a cross-reference stream', () => Promise.resolve(streamPdf())],
    ['a hybrid file', () => Promise.resolve(hybridPdf())],
    ['junk before the header', () => Promise.resolve(junkBefore())],
    ['junk behind the end', () => Promise.resolve(Buffer.concat([tablePdf(), Buffer.from('\njunk')]))],
    ['a file without line end at its end', () => Promise.resolve(tablePdf().subarray(0, -1))],
    ['an office file with a table', () => officeFile(false)],
    ['an office file with object streams', () => officeFile(true)],
  ])('extend %s, each covering its whole revision', async (_name, make) => {
    const base = await make();
    const style = open(base).xrefStyle;
    const pages = open(base).pageCount;
    const versions = [base];
    for (const subFilter of [
      'ETSI.CAdES.detached',
      'ETSI.CAdES.detached',
      'ETSI.CAdES.detached',
      'ETSI.RFC3161',
    ] as const) {
      versions.push(sign(versions.at(-1) ?? base, { subFilter }));
    }
    const last = versions.at(-1) ?? base;
    for (const version of versions) expect(last.subarray(0, version.length).equals(version)).toBe(true);

    const document = open(last);
    expect(document).toMatchObject({
      xrefStyle: style,
      isRebuilt: false,
      isDamaged: false,
      pageCount: pages,
    });
    expect(revisionEnds(document).slice(-4)).toEqual(versions.slice(1).map((version) => version.length));
    const signatures = mustAccept(readSignatureDictionaries(document));
    expect(signatures.map((signature) => [signature.fieldName, signature.type, signature.subFilter])).toEqual(
      [
        ['Firma1', 'Sig', 'ETSI.CAdES.detached'],
        ['Firma2', 'Sig', 'ETSI.CAdES.detached'],
        ['Firma3', 'Sig', 'ETSI.CAdES.detached'],
        ['Marca1', 'DocTimeStamp', 'ETSI.RFC3161'],
      ],
    );
    signatures.forEach((signature, index) => {
      const size = versions[index + 1]?.length ?? 0;
      const { contentsStart, contentsEnd } = signature;
      expect(signature.byteRange).toEqual([0, contentsStart, contentsEnd, size - Number(contentsEnd)]);
      expect(signature.revisionEnd).toBe(size);
      expect(signature.contents.subarray(0, CMS.length).equals(CMS)).toBe(true);
      expect(signature.contents.subarray(CMS.length).every((byte) => byte === 0)).toBe(true);
      expect(signature.hasDuplicateKeys).toBe(false);
    });
    const ids = versions.slice(1).map((version) => open(version).fileId?.map((part) => part.toString('hex')));
    const first = open(base).fileId?.[0].toString('hex') ?? ids[0]?.[0];
    expect(ids.every((id) => id?.[0] === first)).toBe(true);
    expect(new Set(ids.map((id) => id?.[1])).size).toBe(ids.length);
  });
});

describe('a prepared increment', () => {
  it('leaves the base a byte prefix and covers all but its placeholder, whatever is asked', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(
        fc.constantFrom(tablePdf(), streamPdf(), hybridPdf()),
        fc.record({ signerName: text, reason: text, location: text }, { requiredKeys: [] }),
        fc.integer({ min: 1, max: 5000 }),
        (base, texts, reservedBytes) => {
          const copy = Buffer.from(base);
          const signingTime = new Date('2026-05-06T07:08:09Z');
          const request = { ...REQUEST, ...texts, reservedBytes, signingTime };
          const prepared = mustAccept(prepareSignature(bufferSource(base), request));
          expect(base.equals(copy)).toBe(true);
          const file = Buffer.concat([base, prepared.increment]);
          const { byteRange, contentsOffset, contentsLength } = prepared;
          expect(byteRange).toEqual([0, contentsOffset, contentsOffset + contentsLength, expect.any(Number)]);
          expect(byteRange[2] + byteRange[3]).toBe(file.length);
          const gap = file.subarray(contentsOffset, contentsOffset + contentsLength).toString('latin1');
          expect(gap).toBe(`<${'0'.repeat(2 * reservedBytes)}>`);
          const [signature] = mustAccept(readSignatureDictionaries(open(file)));
          expect(signature).toMatchObject({
            reason: texts.reason ?? null,
            name: texts.signerName ?? null,
            location: texts.location ?? null,
            signingTime: "D:20260506070809+00'00'",
            contentsStart: contentsOffset,
            byteRange,
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is digested in pieces as in one, over a base that stays where it is', () => {
    const base = bufferSource(Buffer.concat([tablePdf(), Buffer.alloc(700_000, '\n')]));
    // White space of any length may stand behind the end only within the last 64 KiB: this file has no end any more.
    expect(codeOf(prepareSignature(base, REQUEST))).toBe('PDF_TRUNCATED');
    const bytes = Buffer.concat([tablePdf({ 6: `(${'x'.repeat(700_000)})` })]);
    const prepared = mustAccept(prepareSignature(bufferSource(bytes), REQUEST));
    const file = Buffer.concat([bytes, prepared.increment]);
    const [start, length, second, rest] = prepared.byteRange;
    const covered = Buffer.concat([
      file.subarray(start, start + length),
      file.subarray(second, second + rest),
    ]);
    for (const algorithm of ['sha256', 'sha384', 'sha512'] as const) {
      const digest = digestByteRange(
        concatSource(bufferSource(bytes), prepared.increment),
        prepared.byteRange,
        algorithm,
      );
      expect(digest.equals(createHash(algorithm).update(covered).digest())).toBe(true);
    }
    expect(() => digestByteRange(bufferSource(bytes), [0, bytes.length + 1], 'sha256')).toThrow(RangeError);
    expect(() => digestByteRange(bufferSource(bytes), [0, 1, 2], 'sha256')).toThrow(RangeError);
  });

  it('takes a signature that fits exactly and refuses a larger one and none', () => {
    const prepared = mustAccept(prepareSignature(bufferSource(tablePdf()), REQUEST));
    expect(mustAccept(embedSignature(prepared, Buffer.alloc(64, 1))).toString('latin1')).toContain('01>');
    expect(codeOf(embedSignature(prepared, Buffer.alloc(65)))).toBe('PDF_SIGNATURE_TOO_LARGE');
    expect(codeOf(embedSignature(prepared, Buffer.alloc(0)))).toBe('PDF_SIGNATURE_EMPTY');
    const mixedUp = { ...prepared, contentsOffset: prepared.contentsOffset + 1 };
    expect(() => embedSignature(mixedUp, CMS)).toThrow('placeholder');
  });
});

describe('a file is not prepared', () => {
  const certified = (level: string): Buffer =>
    tablePdf({
      1: '<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP 6 0 R>>>>',
      6: `<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<<${level}>>>>]>>`,
    });

  it('against the wish of who certified it, but may be timestamped', () => {
    expect(refusalOf(certified('/P 1'))).toBe('PDF_CERTIFIED_AGAINST_CHANGES');
    expect(refusalOf(certified('/P 1'), { subFilter: 'ETSI.RFC3161' })).toBeNull();
    for (const level of ['/P 2', '/P 3', '']) expect(refusalOf(certified(level))).toBeNull();
  });

  it.each([
    ['PDF_EMPTY', Buffer.alloc(0)],
    ['PDF_NOT_A_PDF', Buffer.from('<html>')],
    ['PDF_TRUNCATED', tablePdf().subarray(0, -8)],
    ['PDF_TRUNCATED', tablePdf().subarray(0, 300)],
    ['PDF_TRUNCATED', Buffer.concat([tablePdf(), Buffer.from('9 0 obj\n<</Type/Page>>\nendobj\nxref\n')])],
    [
      'PDF_DAMAGED_XREF',
      Buffer.from(tablePdf().toString('latin1').replace('startxref\n', 'startxref\n1'), 'latin1'),
    ],
    ['PDF_DAMAGED_XREF', Buffer.from(tablePdf().toString('latin1').replace('3 0 obj', '7 0 obj'), 'latin1')],
    ['PDF_ENCRYPTED', tablePdf({}, '/Size 6/Root 1 0 R/Encrypt<</Filter/Standard>>')],
    ['PDF_XFA', withForm('/Fields[]/XFA(x)', 'null')],
    ['PDF_DAMAGED', tablePdf({ 1: '<</Type/Catalog/Pages 2 0 R/AcroForm 3 0 R>>' })],
    ['PDF_TOO_MANY_OBJECTS', tablePdf({}, '/Size 8388607/Root 1 0 R')],
  ])('but refused as %s', (code, bytes) => {
    expect(refusalOf(bytes)).toBe(code);
  });

  it('with no room, too much room, or a novel for a reason', () => {
    for (const reservedBytes of [0, -1, 1.5, 5_000_000]) {
      expect(refusalOf(tablePdf(), { reservedBytes })).toBe('PDF_RESERVED_SIZE_INVALID');
    }
    expect(refusalOf(tablePdf(), { reason: 'x'.repeat(2001) })).toBe('PDF_TEXT_TOO_LONG');
  });
});
