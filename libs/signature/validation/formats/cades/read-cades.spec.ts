import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { der, element, OID, readAsn1, readSignedData, signedAttributesDer } from '@libro-firma/asn1';
import { bufferSource } from '@libro-firma/pdf';
import { reportOnPdf, signPades, validateFile, type ValidationReport } from '../../../index';
import { buildSignedAttributes } from '../../../cms/signed-attributes';
import { writeSignedData } from '../../../cms/write-signed-data';
import { signWith } from '../../../keys/sign-with';
import { ask, itWith, pem } from '../../../testing/oracles';
import { createTestPki } from '../../../testing/pki/test-pki';
import type { TestHolder } from '../../../testing/pki/test-authority';
import { samplePdf } from '../../../testing/sample-pdf';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createTestPki({ now });
const anna = pki.signer();
const bruno = pki.signer({
  givenName: 'Bruno',
  surname: 'Verdi',
  taxCode: 'VRDBRN75B01F205X',
  kind: 'rsa-2048',
});
const content = Buffer.from('Determina n. 12 del 1 giugno 2026\n');

const judge = (
  file: Buffer,
  name = 'file.p7m',
  contents: Record<string, Buffer> = {},
): Promise<ValidationReport> =>
  validateFile(bufferSource(file), {
    anchors: [pki.root.holder.certificate],
    at: now,
    file: name,
    contents: Object.entries(contents).map(([each, bytes]) => ({ name: each, source: bufferSource(bytes) })),
  });

const keyPem = ({ key }: TestHolder): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;

/** A CMS signed by OpenSSL, which knows nothing of us. */
function signedByOpenssl(bytes: Buffer, who: readonly TestHolder[], extra: readonly string[]): Buffer {
  const signers = who.flatMap((_, place) => ['-signer', `${place}.pem`, '-inkey', `${place}.key`]);
  const files = who.flatMap((holder, place) => [
    [`${place}.pem`, pem(holder.certificate)] as const,
    [`${place}.key`, keyPem(holder)] as const,
  ]);
  const { made, output } = ask(
    'openssl',
    ['cms', '-sign', '-binary', '-in', 'in', '-out', 'out', '-certfile', 'ca.pem', ...signers, ...extra],
    { in: bytes, 'ca.pem': pem(pki.intermediate.holder.certificate), ...Object.fromEntries(files) },
  );
  if (!made) throw new Error(output);
  return made;
}

const CADES = ['-cades', '-md', 'sha256'];
const ATTACHED = [...CADES, '-nodetach', '-outform', 'DER'];

// Some signers forget to put the members of the set in order: OpenSSL verifies what is written, EU DSS what DER says.
describe('a value over attributes that are not in DER', () => {
  it('is intact, and held against the signature', async () => {
    const digest = createHash('sha256').update(content).digest();
    const attributes = buildSignedAttributes(digest, anna.read, 'sha256', { signingTime: now });
    const members = readAsn1(attributes).children();
    const unordered = element(0x31, ...members.map(({ bytes }) => bytes).reverse());
    const detached = (signedAttributes: Buffer): Buffer =>
      writeSignedData({
        algorithm: anna.algorithm,
        signedAttributes,
        value: signWith(anna.key, anna.algorithm, signedAttributes),
        certificate: anna.read,
        chain: anna.chain,
      });
    const judged = (file: Buffer) => judge(file, 'a.txt.p7s', { 'a.txt': content });
    expect(await judged(detached(attributes))).toMatchObject({ conclusion: 'TOTAL_PASSED' });
    expect(await judged(detached(unordered))).toMatchObject({
      conclusion: 'INDETERMINATE',
      signatures: [{ integrity: 'INTACT', subIndication: 'SIG_CONSTRAINTS_FAILURE' }],
    });
  });
});

describe('a CMS signed by OpenSSL', () => {
  itWith('openssl')('attached, detached, in DER, BER, PEM and base64, is TOTAL_PASSED', async () => {
    const attached = signedByOpenssl(content, [anna], ATTACHED);
    const forms = [
      attached,
      signedByOpenssl(content, [anna], [...ATTACHED, '-stream']),
      signedByOpenssl(content, [anna], [...CADES, '-nodetach', '-outform', 'PEM']),
      Buffer.from(attached.toString('base64')),
      Buffer.from(attached.toString('base64').replace(/.{64}/g, '$&\r\n')),
    ];
    for (const form of forms) {
      expect(await judge(form)).toMatchObject({
        format: 'CAdES',
        conclusion: 'TOTAL_PASSED',
        signatures: [
          {
            type: 'SIGNATURE',
            integrity: 'INTACT',
            signingCertificateReference: 'OK',
            signer: { taxCode: 'BNCNNA80A41H501X' },
          },
        ],
      });
    }
  });

  itWith('openssl')(
    'without its content is INDETERMINATE, with it TOTAL_PASSED, with another TOTAL_FAILED',
    async () => {
      const detached = signedByOpenssl(content, [anna], [...CADES, '-outform', 'DER']);
      const other = Buffer.from('Un altro atto');
      expect(await judge(detached)).toMatchObject({
        conclusion: 'INDETERMINATE',
        signatures: [{ subIndication: 'SIGNED_DATA_NOT_FOUND', integrity: 'UNKNOWN' }],
      });
      expect(await judge(detached, 'a.txt.p7s', { 'b.txt': other, 'c.txt': content })).toMatchObject({
        conclusion: 'TOTAL_PASSED',
      });
      expect(await judge(detached, 'a.txt.p7s', { 'a.txt': other, 'c.txt': content })).toMatchObject({
        conclusion: 'TOTAL_FAILED',
        signatures: [{ subIndication: 'HASH_FAILURE', integrity: 'BROKEN' }],
      });
    },
  );

  itWith('openssl')('by two signers side by side has an entry for each', async () => {
    const both = await judge(signedByOpenssl(content, [anna, bruno], ATTACHED));
    expect(both.conclusion).toBe('TOTAL_PASSED');
    expect(both.signatures.map(({ signer }) => signer?.taxCode).sort()).toEqual([
      'BNCNNA80A41H501X',
      'VRDBRN75B01F205X',
    ]);
  });

  itWith('openssl')('around another CMS around a signed PDF is read down to the PDF', async () => {
    const base = samplePdf();
    const signing = { ...anna, chain: anna.chain.slice(0, 1) };
    const increment = signPades(bufferSource(base), signing, anna.key);
    if (!increment.ok) throw new Error(increment.refusal.code);
    const pdf = Buffer.concat([base, increment.value.increment]);
    const twice = signedByOpenssl(signedByOpenssl(pdf, [anna], ATTACHED), [bruno], ATTACHED);
    const report = await judge(twice, 'atto.pdf.p7m.p7m');
    expect(report).toMatchObject({
      conclusion: 'TOTAL_PASSED',
      inner: [
        {
          file: 'atto.pdf.p7m',
          format: 'CAdES',
          inner: [{ file: 'atto.pdf', format: 'PAdES', conclusion: 'TOTAL_PASSED' }],
        },
      ],
    });
    const spoilt = Buffer.from(twice);
    spoilt[spoilt.indexOf('prova')] = 0x50;
    expect(await judge(spoilt)).toMatchObject({ conclusion: 'TOTAL_FAILED' });
    expect(
      reportOnPdf(bufferSource(pdf), { anchors: [pki.root.holder.certificate], at: now }).conclusion,
    ).toBe('TOTAL_PASSED');
  });

  itWith('openssl')(
    'with a byte changed in what is signed is never TOTAL_PASSED, and not INTACT',
    async () => {
      const file = signedByOpenssl(content, [anna], ATTACHED);
      const start = file.indexOf(content);
      await fc.assert(
        fc.asyncProperty(
          fc.nat(content.length - 1),
          fc.integer({ min: 1, max: 255 }),
          async (place, change) => {
            const bytes = Buffer.from(file);
            bytes[start + place] = (bytes[start + place] ?? 0) ^ change;
            const { conclusion, signatures } = await judge(bytes);
            expect(conclusion).not.toBe('TOTAL_PASSED');
            expect(signatures[0]?.integrity).toBe('BROKEN');
          },
        ),
        { numRuns: 200 },
      );
      await fc.assert(
        fc.asyncProperty(fc.nat(file.length - 1), fc.nat(7), async (place, bit) => {
          const bytes = Buffer.from(file);
          bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
          const { conclusion, signatures } = await judge(bytes);
          // What differs may be a part that nobody signed; then the verdict is about the same signed bytes.
          if (conclusion === 'TOTAL_PASSED') expect(signatures).toHaveLength(1);
        }),
        { numRuns: 300 },
      );
    },
  );

  itWith('openssl')('followed by further data is TOTAL_FAILED: nobody signed what follows', async () => {
    const file = signedByOpenssl(content, [anna], ATTACHED);
    expect(await judge(Buffer.concat([file, Buffer.from('\r\n')]))).toMatchObject({
      conclusion: 'TOTAL_PASSED',
    });
    for (const tail of [samplePdf(), Buffer.from('PK\x03\x04'), Buffer.from('x')]) {
      expect(await judge(Buffer.concat([file, tail]))).toMatchObject({
        conclusion: 'TOTAL_FAILED',
        signatures: [{ subIndication: 'FORMAT_FAILURE', coverage: 'PARTIAL' }],
      });
    }
  });

  itWith('openssl')('whose signed attributes are handed out as its content proves nothing', async () => {
    // The signature over the attributes also fits a CMS without attributes whose content they are (RFC 5652 §5.4).
    const { signedAttributes, value } = partsOf(signedByOpenssl(content, [bruno], ATTACHED));
    const forged = cmsWithoutAttributes(signedAttributes, value, bruno);
    const report = await judge(forged);
    expect(report).toMatchObject({
      conclusion: 'TOTAL_FAILED',
      signatures: [{ subIndication: 'FORMAT_FAILURE', integrity: 'BROKEN' }],
    });
  });
});

describe('envelopes within envelopes', () => {
  it('10,000 deep are refused by name', async () => {
    const nested = envelopes(10_000, content);
    expect(await judge(nested)).toMatchObject({
      conclusion: 'FORMAT_ERROR',
      problem: { code: 'SIGNATURE_NESTED_TOO_DEEPLY' },
    });
  });
});

describe('any bytes', () => {
  it('that begin as a CMS give a report', async () => {
    const start = Buffer.from('3080', 'hex');
    const type = Buffer.from('06092a864886f70d010702', 'hex');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (tail) => {
        const { conclusion } = await judge(Buffer.concat([start, type, tail]));
        expect(conclusion).toBe('FORMAT_ERROR');
      }),
      { numRuns: 300 },
    );
  });
});

/** Envelopes without signers, one in the other, put together in one go. */
function envelopes(depth: number, inside: Buffer): Buffer {
  const before: Buffer[] = [];
  let length = inside.length;
  const open = (tag: number, ...first: readonly Buffer[]): Buffer[] => {
    const head = Buffer.concat(first);
    const size = length + head.length;
    const written = size.toString(16);
    const bytes = Buffer.from(written.length % 2 ? `0${written}` : written, 'hex');
    const header =
      size < 128 ? Buffer.from([tag, size]) : Buffer.concat([Buffer.from([tag, 0x80 | bytes.length]), bytes]);
    length = size + header.length;
    return [header, head];
  };
  const noSigners = der.setOf([]);
  for (let level = 0; level < depth; level += 1) {
    const content = [open(0x04), open(0xa0), open(0x30, der.oid(OID.data))].reverse().flat();
    length += noSigners.length;
    const data = open(0x30, der.integer(1), der.setOf([]));
    const outer = [open(0xa0), open(0x30, der.oid(OID.signedData))].reverse().flat();
    before.unshift(...outer, ...data, ...content);
  }
  return Buffer.concat([...before, inside, ...Array.from({ length: depth }, () => noSigners)]);
}

function partsOf(file: Buffer): { readonly signedAttributes: Buffer; readonly value: Buffer } {
  const [signer] = readSignedData(file).signers;
  if (!signer?.signedAttributes) throw new Error('no signed attributes');
  return { signedAttributes: signedAttributesDer(signer.signedAttributes), value: signer.signature };
}

function cmsWithoutAttributes(inside: Buffer, value: Buffer, { certificate, read }: TestHolder): Buffer {
  const sha256 = der.sequence(der.oid(OID.sha256));
  const signer = der.sequence(
    der.integer(1),
    der.sequence(read.issuer.der, der.integer(read.serialNumber)),
    sha256,
    der.sequence(der.oid(OID.sha256WithRsa), der.null()),
    der.octetString(value),
  );
  const signedData = der.sequence(
    der.integer(1),
    der.setOf([sha256]),
    der.sequence(der.oid(OID.data), der.explicit(0, der.octetString(inside))),
    der.implicit(0, der.setOf([certificate, pki.intermediate.holder.certificate])),
    der.setOf([signer]),
  );
  return der.sequence(der.oid(OID.signedData), der.explicit(0, signedData));
}
