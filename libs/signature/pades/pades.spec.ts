import { createHash } from 'node:crypto';
import { readSignedData } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import {
  completePades,
  createDemoPki,
  preparedPadesFromJson,
  preparedPadesToJson,
  preparePades,
  type PreparedPades,
  signPades,
  signWith,
  validatePdf,
} from '../index';
import { ask, itWith, pem } from '../testing/oracles';
import { samplePdf } from '../testing/sample-pdf';
import { TEST_SIGNERS, weakSigner } from '../testing/test-signers';

const now = new Date('2026-06-01T10:00:00Z');
const pki = createDemoPki({ organisation: 'Comune di Prova', now });
const anna = pki.issueSigner({
  givenName: 'Anna',
  surname: 'Bianchi',
  taxCode: 'BNCNNA80A41H501X',
  kind: 'rsa',
});
const carlo = pki.issueSigner({
  givenName: 'Carlo',
  surname: 'Neri',
  taxCode: 'NRECRL70A01H501Y',
  kind: 'ec',
});
const base = samplePdf();
const options = {
  certificate: anna.certificate,
  chain: anna.chain,
  reason: 'Approvazione',
  signingTime: now,
};

const rsaSha256 = { scheme: 'rsa-pkcs1', digest: 'sha256' } as const;
const valueFor = (prepared: PreparedPades): Buffer => signWith(anna.key, rsaSha256, prepared.toBeSigned);

function signInTwoPhases(file: Buffer): Buffer {
  const source = bufferSource(file);
  const prepared = mustAccept(preparePades(source, options));
  const { increment } = mustAccept(completePades(source, prepared, valueFor(prepared), anna));
  return Buffer.concat([file, increment]);
}

/** The CMS out of a signed file, without the padding. */
function cmsOf(file: Buffer): Buffer {
  const text = file.toString('latin1');
  const hex =
    /\/Contents\s*<([0-9a-fA-F]+)>/.exec(text.slice(text.lastIndexOf('/ByteRange') - 100_000))?.[1] ?? '';
  const bytes = Buffer.from(hex, 'hex');
  return readSignedData(bytes).node.source.subarray(0, 4 + bytes.readUInt16BE(2));
}

describe('a PAdES signature in two phases', () => {
  const signed = signInTwoPhases(base);

  it('leaves the earlier file a byte prefix and is TOTAL_PASSED', () => {
    expect(signed.subarray(0, base.length)).toEqual(base);
    const report = mustAccept(validatePdf(bufferSource(signed), { anchors: [pki.root], at: now }));
    expect(report.conclusion).toBe('TOTAL_PASSED');
    expect(report.signatures).toMatchObject([
      {
        type: 'SIGNATURE',
        integrity: 'INTACT',
        coverage: 'WHOLE_FILE',
        laterChanges: 'NONE',
        signingCertificateReference: 'OK',
        claimedSigningTime: now.toISOString(),
        signer: { taxCode: 'BNCNNA80A41H501X', surname: 'Bianchi', claimsQualified: false },
      },
    ]);
  });

  it('has the attributes of PAdES B-B and no signing time', () => {
    const [signer] = readSignedData(cmsOf(signed)).signers;
    expect(signer?.signedAttributes?.list.map((attribute) => attribute.oid).sort()).toEqual([
      '1.2.840.113549.1.9.16.2.47',
      '1.2.840.113549.1.9.3',
      '1.2.840.113549.1.9.4',
    ]);
  });

  it('may be completed in another process from JSON, which holds no secret', () => {
    const source = bufferSource(base);
    const prepared = mustAccept(preparePades(source, options));
    const text = JSON.stringify(preparedPadesToJson(prepared));
    const again = mustAccept(preparedPadesFromJson(JSON.parse(text)));
    expect(again).toEqual(prepared);
    expect(completePades(source, again, valueFor(prepared), anna).ok).toBe(true);
    expect(prepared.digest).toEqual(createHash('sha256').update(prepared.toBeSigned).digest());
    expect(prepared.documentSha256).toBe(createHash('sha256').update(base).digest('hex'));
  });

  it.each([
    ['v', 'x'],
    ['increment', '%%'],
    ['baseSize', -1],
    ['byteRange', [0, 1, 2]],
    ['digestAlgorithm', 'sha1'],
    ['certificateSha256', 'zz'],
  ])('refuses JSON whose %s is wrong', (name, value) => {
    const json = preparedPadesToJson(mustAccept(preparePades(bufferSource(base), options)));
    expect(preparedPadesFromJson({ ...json, [name]: value })).toMatchObject({
      refusal: { code: 'SIGNATURE_PREPARATION_UNREADABLE' },
    });
  });

  it('can be given by a second person on top of the first', () => {
    const source = bufferSource(signed);
    const second = { certificate: carlo.certificate, chain: carlo.chain };
    const { increment } = mustAccept(signPades(source, second, carlo.key));
    const both = Buffer.concat([signed, increment]);
    const report = mustAccept(validatePdf(bufferSource(both), { anchors: [pki.root], at: now }));
    expect(report.signatures.map(({ integrity, coverage }) => `${integrity} ${coverage}`)).toEqual([
      'INTACT REVISION',
      'INTACT WHOLE_FILE',
    ]);
    expect(report.signatures[0]?.laterChanges).not.toBe('FORBIDDEN');
  });

  describe('refuses each swap by a code of its own:', () => {
    const source = bufferSource(base);
    const prepared = mustAccept(preparePades(source, options));
    const value = valueFor(prepared);
    const outcome = (result: ReturnType<typeof completePades>): string =>
      result.ok ? 'accepted' : result.refusal.code;

    it('another file of the same size', () => {
      const other = Buffer.from(base);
      other[base.indexOf('prova')] = 0x50;
      expect(outcome(completePades(bufferSource(other), prepared, value, anna))).toBe(
        'SIGNATURE_DOCUMENT_CHANGED',
      );
    });

    it('a longer file', () => {
      const other = bufferSource(Buffer.concat([base, Buffer.from('\n')]));
      expect(outcome(completePades(other, prepared, value, anna))).toBe('SIGNATURE_DOCUMENT_CHANGED');
    });

    it('another certificate', () => {
      const other = pki.issueSigner({
        givenName: 'A',
        surname: 'B',
        taxCode: 'BNCNNA80A41H501X',
        kind: 'rsa',
      });
      expect(outcome(completePades(source, prepared, value, other))).toBe('SIGNATURE_CERTIFICATE_CHANGED');
    });

    it('a value made by another key', () => {
      const other = pki.issueSigner({
        givenName: 'A',
        surname: 'B',
        taxCode: 'BNCNNA80A41H501X',
        kind: 'rsa',
      });
      const wrong = signWith(other.key, rsaSha256, prepared.toBeSigned);
      expect(outcome(completePades(source, prepared, wrong, anna))).toBe('SIGNATURE_VALUE_MISMATCH');
    });

    it('a value made for another document', () => {
      const elsewhere = mustAccept(preparePades(bufferSource(samplePdf('Altro atto')), options));
      expect(outcome(completePades(source, prepared, valueFor(elsewhere), anna))).toBe(
        'SIGNATURE_VALUE_MISMATCH',
      );
    });

    it('prepared bytes that were altered', () => {
      const increment = Buffer.from(prepared.prepared.increment);
      increment[increment.indexOf('Approvazione')] = 0x58;
      const altered = { ...prepared, prepared: { ...prepared.prepared, increment } };
      expect(outcome(completePades(source, altered, value, anna))).toBe('SIGNATURE_PREPARATION_CHANGED');
    });

    it('a byte range that leaves more out than the placeholder', () => {
      const [start, length, second, rest] = prepared.prepared.byteRange;
      const byteRange = [start, length, second + 10, rest - 10] as const;
      const altered = { ...prepared, prepared: { ...prepared.prepared, byteRange } };
      expect(outcome(completePades(source, altered, value, anna))).toBe('SIGNATURE_PREPARATION_CHANGED');
    });

    it('signed attributes that were altered', () => {
      const altered = {
        ...prepared,
        signedAttributes: Buffer.concat([prepared.signedAttributes.subarray(1)]),
      };
      expect(outcome(completePades(source, altered, value, anna))).toBe('SIGNATURE_PREPARATION_CHANGED');
    });
  });

  it('refuses short keys, wrong algorithms and certificates that are none', () => {
    const attempt = (certificate: Buffer, more: object = {}): unknown =>
      preparePades(bufferSource(base), { certificate, chain: [], ...more });
    expect(attempt(weakSigner().certificate)).toMatchObject({ refusal: { code: 'SIGNATURE_KEY_TOO_SHORT' } });
    expect(attempt(Buffer.from('x'))).toMatchObject({
      refusal: { code: 'SIGNATURE_CERTIFICATE_UNREADABLE' },
    });
    expect(attempt(carlo.certificate, { signatureAlgorithm: 'rsa-pss' })).toMatchObject({
      refusal: { code: 'SIGNATURE_ALGORITHM_NOT_FOR_KEY' },
    });
  });
});

describe.each(Object.entries(TEST_SIGNERS))('a PAdES signature with %s', (name, make) => {
  const signer = make();
  const request = {
    certificate: signer.certificate,
    chain: [],
    signatureAlgorithm: signer.algorithm.scheme,
    digestAlgorithm: signer.algorithm.digest,
  };
  const { increment } = mustAccept(signPades(bufferSource(base), request, signer.key));
  const signed = Buffer.concat([base, increment]);

  it('is TOTAL_PASSED here', () => {
    const report = mustAccept(validatePdf(bufferSource(signed), { anchors: [signer.certificate], at: now }));
    expect(report.signatures[0]?.checks.filter((check) => check.outcome === 'FAILED')).toEqual([]);
    expect(report.conclusion).toBe('TOTAL_PASSED');
  });

  itWith('qpdf')('leaves a sound PDF', () => {
    const checked = ask('qpdf', ['--check', 'a.pdf'], { 'a.pdf': signed });
    expect(checked).toMatchObject({ status: 0 });
    expect(checked.output).not.toMatch(/warning/i);
  });

  // OpenSSL 3.0 has no Ed25519 in CMS, and poppler's NSS takes neither that nor PSS.
  if (name !== 'Ed25519') {
    itWith('openssl')('verifies as CAdES', () => {
      const text = signed.toString('latin1');
      const [a = 0, b = 0, c = 0, d = 0] = (/\/ByteRange\s*\[([\d\s]+)\]/.exec(text)?.[1] ?? '')
        .trim()
        .split(/\s+/)
        .map(Number);
      const files = {
        cms: cmsOf(signed),
        content: Buffer.concat([signed.subarray(a, a + b), signed.subarray(c, c + d)]),
        'ca.pem': pem(signer.certificate),
      };
      const command =
        'cms -verify -cades -inform DER -binary -in cms -content content -CAfile ca.pem -purpose any -out /dev/null';
      expect(ask('openssl', command.split(' '), files).output).toMatch(/CA[dD]ES Verification successful/);
    });
  }

  if (name.startsWith('RSA-2') || name.startsWith('RSA-3') || name.startsWith('ECDSA')) {
    itWith('pdfsig')('is valid and covers the whole document', () => {
      const { output } = ask('pdfsig', ['-nocert', 'a.pdf'], { 'a.pdf': signed });
      expect(output).toContain('Signature Validation: Signature is Valid.');
      expect(output).toContain('Total document signed');
    });
  }
});
