import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { mustAccept } from '@libro-firma/kernel';
import {
  bufferSource,
  digestByteRange,
  embedSignature,
  prepareSignature,
  concatSource,
} from '@libro-firma/pdf';
import { createDemoPki, signPades, validatePdf, type ValidationReport } from '../index';
import { samplePdf } from '../testing/sample-pdf';
import { TEST_SIGNERS } from '../testing/test-signers';
import { timestampToken } from '../testing/timestamp-token';
import { ALL_CHECKS } from './checks/all-checks';
import { concludeSignature } from './conclusion/conclude-signature';
import { readPdfDate } from './report/pdf-date';
import { taxCodeOf } from './report/signer-report';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createDemoPki({ organisation: 'Comune di Prova', now });
const anna = pki.issueSigner({
  givenName: 'Anna',
  surname: 'Bianchi',
  taxCode: 'bncnna80a41h501x',
  kind: 'ec',
});
const authority = pki.issueTimestampAuthority();
const base = samplePdf();

const judge = (file: Buffer, at = now, anchors = [pki.root]): ValidationReport =>
  mustAccept(validatePdf(bufferSource(file), { anchors, at }));

function sign(file: Buffer): Buffer {
  return Buffer.concat([file, mustAccept(signPades(bufferSource(file), anna, anna.key)).increment]);
}

function stamp(file: Buffer, change: (imprint: Buffer) => Buffer = (imprint) => imprint): Buffer {
  const request = { subFilter: 'ETSI.RFC3161', reservedBytes: 4000 } as const;
  const prepared = mustAccept(prepareSignature(bufferSource(file), request));
  const source = concatSource(bufferSource(file), prepared.increment);
  const imprint = digestByteRange(source, prepared.byteRange, 'sha256');
  const token = timestampToken(change(imprint), now, authority);
  return Buffer.concat([file, mustAccept(embedSignature(prepared, token))]);
}

describe('the checks', () => {
  it('stand in one file each, of their name, and are all asked', () => {
    const files = readdirSync(join(__dirname, 'checks')).flatMap(
      (file) => /^(.*)\.check\.ts$/.exec(file)?.[1] ?? [],
    );
    expect(ALL_CHECKS.map((check) => check.id).sort()).toEqual(files.sort());
  });

  it('speak both languages and name their standard', () => {
    for (const { text, standard } of ALL_CHECKS) {
      for (const each of [text.passed, text.failed, text.unknown ?? text.failed]) {
        expect(each.it.length).toBeGreaterThan(10);
        expect(each.en.length).toBeGreaterThan(10);
      }
      expect(standard).toMatch(/§|art\. \d/);
    }
  });

  it('that cannot be decided make a signature neither pass nor fail', () => {
    for (const check of ALL_CHECKS) {
      expect(concludeSignature([{ check, outcome: 'UNKNOWN' }]).indication).toBe('INDETERMINATE');
      expect(concludeSignature([{ check, outcome: 'FAILED' }]).indication).not.toBe('TOTAL_PASSED');
    }
  });
});

describe('the validation of a PDF', () => {
  const signed = sign(base);

  it('is INDETERMINATE without an anchor, and the signature still INTACT', () => {
    const report = judge(signed, now, []);
    expect(report.conclusion).toBe('INDETERMINATE');
    expect(report.signatures[0]).toMatchObject({
      subIndication: 'NO_CERTIFICATE_CHAIN_FOUND',
      integrity: 'INTACT',
      signer: {
        taxCode: 'BNCNNA80A41H501X',
        commonName: expect.stringContaining('NON VALIDO – DEMO') as string,
      },
    });
  });

  it('is INDETERMINATE for an instant outside the validity of the certificate', () => {
    for (const at of ['2026-05-31T00:00:00Z', '2029-01-01T00:00:00Z']) {
      const report = judge(signed, new Date(at));
      expect(report).toMatchObject({
        conclusion: 'INDETERMINATE',
        signatures: [{ subIndication: 'OUT_OF_BOUNDS_NO_POE', integrity: 'INTACT' }],
      });
    }
  });

  it('is TOTAL_FAILED with HASH_FAILURE when the content differs', () => {
    const bytes = Buffer.from(signed);
    bytes[bytes.indexOf('prova')] = 0x50;
    expect(judge(bytes)).toMatchObject({
      conclusion: 'TOTAL_FAILED',
      signatures: [{ subIndication: 'HASH_FAILURE', integrity: 'BROKEN' }],
    });
  });

  it('does not call a file unchanged to which something was appended', () => {
    // Ends of line are told and permitted: later-changes.spec.ts.
    for (const tail of [' ', '\n \n', '\n% a comment\n']) {
      const [signature] = judge(Buffer.concat([signed, Buffer.from(tail)])).signatures;
      expect(signature?.indication).not.toBe('TOTAL_PASSED');
      expect(signature?.laterChanges).toBe('FORBIDDEN');
    }
  });

  it('validates a document timestamp by its own chain and purpose', () => {
    const report = judge(stamp(base));
    expect(report).toMatchObject({
      conclusion: 'TOTAL_PASSED',
      signatures: [
        {
          type: 'TIMESTAMP',
          integrity: 'INTACT',
          coverage: 'WHOLE_FILE',
          timestamps: [{ kind: 'DOCUMENT_TIMESTAMP', time: now.toISOString() }],
        },
      ],
    });
  });

  it('tells a document timestamp that is about something else', () => {
    const report = judge(stamp(base, (imprint) => Buffer.from(imprint).reverse()));
    expect(report).toMatchObject({
      conclusion: 'TOTAL_FAILED',
      signatures: [{ subIndication: 'HASH_FAILURE', integrity: 'BROKEN' }],
    });
  });

  it('keeps a signature intact under a timestamp that follows', () => {
    expect(judge(stamp(signed)).signatures.map(({ type, integrity }) => `${type} ${integrity}`)).toEqual([
      'SIGNATURE INTACT',
      'TIMESTAMP INTACT',
    ]);
  });

  it('does not trust a certificate that is not below the anchor', () => {
    const other = TEST_SIGNERS['ECDSA P-256']?.();
    expect(judge(signed, now, other ? [other.certificate] : []).conclusion).toBe('INDETERMINATE');
  });
});

describe('the report', () => {
  it.each([
    ["D:20260601120000+02'00'", '2026-06-01T10:00:00.000Z'],
    ['D:20260601120000Z', '2026-06-01T12:00:00.000Z'],
    ['D:2026', '2026-01-01T00:00:00.000Z'],
    ['ieri', null],
    ['D:20269901', null],
  ])('reads the date %s', (text, expected) => {
    expect(readPdfDate(text)).toBe(expected);
  });

  it.each([
    ['TINIT-RSSMRA80A01H501U', 'RSSMRA80A01H501U'],
    ['IT:RSSMRA80A01H501U', 'RSSMRA80A01H501U'],
    ['TINFR-123', null],
    [undefined, null],
  ])('takes the tax code out of %s', (serialNumber, expected) => {
    expect(taxCodeOf(serialNumber)).toBe(expected);
  });
});
