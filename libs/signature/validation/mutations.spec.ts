import fc from 'fast-check';
import { readSignedData } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, reportOnPdf, signPades, validateFile } from '../index';
import { samplePdf } from '../testing/sample-pdf';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createDemoPki({ organisation: 'Comune di Prova', now });
const anna = pki.issueSigner({
  givenName: 'Anna',
  surname: 'Bianchi',
  taxCode: 'BNCNNA80A41H501X',
  kind: 'ec',
});
const base = samplePdf();
const { increment } = mustAccept(signPades(bufferSource(base), anna, anna.key));
const signed = Buffer.concat([base, increment]);
const judge = (file: Buffer): string =>
  reportOnPdf(bufferSource(file), { anchors: [pki.root], at: now }).conclusion;

const gapStart =
  signed.lastIndexOf('/Contents') + signed.subarray(signed.lastIndexOf('/Contents')).indexOf('<');
const gapEnd = signed.indexOf('>', gapStart) + 1;
const cms = Buffer.from(signed.subarray(gapStart + 1, gapEnd - 1).toString('latin1'), 'hex');

describe('a signed file of which something was changed', () => {
  it('is accepted as long as nothing was', () => {
    expect(judge(signed)).toBe('TOTAL_PASSED');
  });

  it('is never TOTAL_PASSED when one signed byte differs', () => {
    const isSigned = (place: number): boolean => place < gapStart || place >= gapEnd;
    fc.assert(
      fc.property(
        fc.nat(signed.length - 1).filter(isSigned),
        fc.integer({ min: 1, max: 255 }),
        (place, change) => {
          const bytes = Buffer.from(signed);
          bytes[place] = (bytes[place] ?? 0) ^ change;
          expect(judge(bytes)).not.toBe('TOTAL_PASSED');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is never TOTAL_PASSED when the signer’s certificate, the signed attributes or the value differ', () => {
    const [signer] = readSignedData(cms).signers;
    const attributes = signer?.signedAttributes?.node;
    const places = [
      ...range(cms.indexOf(anna.certificate), anna.certificate.length),
      ...range(attributes?.start ?? 0, attributes?.bytes.length ?? 0),
      ...range(cms.indexOf(signer?.signature ?? ''), signer?.signature.length ?? 0),
    ];
    expect(places.length).toBeGreaterThan(700);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const bytes = Buffer.from(cms);
        bytes[place] = (bytes[place] ?? 0) ^ change;
        const file = Buffer.from(signed);
        file.write(bytes.toString('hex'), gapStart + 1, 'latin1');
        expect(judge(file)).not.toBe('TOTAL_PASSED');
      }),
      { numRuns: 500 },
    );
  });

  it('is never TOTAL_PASSED when bytes are cut off or appended', () => {
    fc.assert(
      fc.property(fc.nat(signed.length - 1), (length) => {
        expect(judge(signed.subarray(0, length))).not.toBe('TOTAL_PASSED');
      }),
      { numRuns: 100 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (tail) => {
        expect(judge(Buffer.concat([signed, tail]))).not.toBe('TOTAL_PASSED');
      }),
      { numRuns: 100 },
    );
  });

  it('and files of any bytes, never make the validator fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        const report = await validateFile(bufferSource(Buffer.from(bytes)), {
          anchors: [],
          at: now,
          file: 'x',
        });
        expect(report).toMatchObject({ file: 'x', signatures: [] });
      }),
      { numRuns: 300 },
    );
    expect(await validateFile(bufferSource(Buffer.from('ciao')), { anchors: [], at: now })).toMatchObject({
      format: 'UNKNOWN',
      conclusion: 'FORMAT_ERROR',
    });
    expect(await validateFile(bufferSource(base), { anchors: [], at: now })).toMatchObject({
      format: 'NONE',
      conclusion: 'NO_SIGNATURE',
    });
  });
});

function range(start: number, length: number): readonly number[] {
  return Array.from({ length }, (_, index) => start + index);
}
