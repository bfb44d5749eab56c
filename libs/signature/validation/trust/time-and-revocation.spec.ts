import { der, OID } from '@libro-firma/asn1';
import { bufferSource } from '@libro-firma/pdf';
import { validateFile, type ValidationReport } from '../../index';
import { writeOcspRequest } from '../../revocation/ocsp-client';
import { keyUsage, writeExtension } from '../../demo-pki/write-certificate';
import { purpose } from '../../testing/pki/extensions';
import type { CrlFault, OcspFault } from '../../testing/pki/faults';
import { answerCrl, answerOcsp } from '../../testing/pki/live-answers';
import { testName, TestAuthority, YEAR, type TestHolder } from '../../testing/pki/test-authority';
import { createTestPki } from '../../testing/pki/test-pki';
import { writeCrl } from '../../testing/pki/write-crl';
import { stampedCms, type StampedCmsRequest } from '../../testing/stamped-cms';

const DAY = 24 * 3_600_000;
const now = new Date('2026-06-01T10:00:00Z');
const days = (count: number): Date => new Date(now.getTime() + count * DAY);

/** Certificates name services that nobody asks: what is known of revocation is what a test hands in. */
const pki = createTestPki({ now, base: 'http://pki.invalid' });
const { root, intermediate } = pki;
const content = Buffer.from('Deliberazione n. 7\n');

interface Given {
  readonly at?: Date;
  readonly crls?: readonly Buffer[];
  readonly ocspResponses?: readonly Buffer[];
}

function judge(
  file: Buffer,
  { at = now, crls = [], ocspResponses = [] }: Given = {},
): Promise<ValidationReport> {
  return validateFile(bufferSource(file), {
    anchors: [root.holder.certificate],
    at,
    revocation: { crls: [...crls], ocspResponses: [...ocspResponses] },
  });
}

const signed = (request: Omit<StampedCmsRequest, 'content'>): Buffer => stampedCms({ content, ...request });

const crlOf = (authority: TestAuthority, time = now, fault?: CrlFault): Buffer =>
  answerCrl(pki, authority, time, fault);

function ocspFor(holder: TestHolder, time = now, fault?: OcspFault): Buffer {
  const request = writeOcspRequest(holder.read, intermediate.holder.read, Buffer.alloc(16, 1));
  return answerOcsp(intermediate, request, time, fault);
}

/** Good answers about everything but the signer. */
const aboutTheRest = [crlOf(root)];
const stampedNow = { by: pki.timestampAuthority, time: days(-30) };

async function verdictOf(file: Buffer, given: Given): Promise<string> {
  const { signatures } = await judge(file, given);
  const [signature] = signatures;
  return `${signature?.indication ?? ''} ${signature?.subIndication ?? '-'}`;
}

describe('revocation', () => {
  const anna = pki.signer();
  const file = signed({ signer: anna });

  it('that nobody has told of leaves a signature INDETERMINATE, to be tried later', async () => {
    expect(await verdictOf(file, {})).toBe('INDETERMINATE TRY_LATER');
  });

  it('that OCSP or a CRL deny lets it pass', async () => {
    expect(await verdictOf(file, { crls: aboutTheRest, ocspResponses: [ocspFor(anna)] })).toBe(
      'TOTAL_PASSED -',
    );
    expect(await verdictOf(file, { crls: [...aboutTheRest, crlOf(intermediate)] })).toBe('TOTAL_PASSED -');
  });

  it.each<OcspFault>([
    'OTHER_CERTIFICATE',
    'STATUS_UNKNOWN',
    'STALE',
    'FROM_THE_FUTURE',
    'OTHER_ISSUER_SIGNS',
    'RESPONDER_WITHOUT_PURPOSE',
    'SPOILT_VALUE',
  ])('is not denied by an OCSP answer with the fault %s', async (fault) => {
    const ocspResponses = [ocspFor(anna, now, fault)];
    expect(await verdictOf(file, { crls: aboutTheRest, ocspResponses })).toBe('INDETERMINATE TRY_LATER');
  });

  it('is not denied by another authority’s responder', async () => {
    const stranger = createTestPki({ now, base: 'http://pki.invalid' });
    const request = writeOcspRequest(anna.read, intermediate.holder.read, Buffer.alloc(16, 1));
    stranger.intermediate.issued.add(anna.read.serialNumber);
    const ocspResponses = [answerOcsp(stranger.intermediate, request, now)];
    expect(await verdictOf(file, { crls: aboutTheRest, ocspResponses })).toBe('INDETERMINATE TRY_LATER');
  });

  it('is not denied by an answer about the same serial number of another issuer', async () => {
    const other = createTestPki({ now, base: 'http://pki.invalid' });
    const request = writeOcspRequest(anna.read, other.intermediate.holder.read, Buffer.alloc(16, 1));
    const ocspResponses = [answerOcsp(other.intermediate, request, now)];
    expect(await verdictOf(file, { crls: aboutTheRest, ocspResponses })).toBe('INDETERMINATE TRY_LATER');
  });

  it.each<CrlFault>([
    'STALE',
    'FROM_THE_FUTURE',
    'OTHER_ISSUER',
    'SPOILT_VALUE',
    'UNKNOWN_CRITICAL_EXTENSION',
    'ONLY_SOME_REASONS',
    'ONLY_CA_CERTIFICATES',
  ])('is not denied by a CRL with the fault %s', async (fault) => {
    const crls = [...aboutTheRest, crlOf(intermediate, now, fault)];
    expect(await verdictOf(file, { crls })).toBe('INDETERMINATE TRY_LATER');
  });

  it('is not denied by a list of changes, nor by a list of others', async () => {
    const times = { thisUpdate: now, nextUpdate: days(1) };
    const delta = writeCrl(intermediate, {
      ...times,
      extensions: [writeExtension(OID.deltaCrlIndicator, der.integer(1), true)],
    });
    const indirect = writeCrl(intermediate, {
      ...times,
      signedBy: pki.timestampAuthority,
      extensions: [
        writeExtension(
          OID.issuingDistributionPoint,
          der.sequence(der.contextPrimitive(4, Buffer.from([0xff]))),
          true,
        ),
      ],
    });
    for (const crl of [delta, indirect])
      expect(await verdictOf(file, { crls: [...aboutTheRest, crl] })).toBe('INDETERMINATE TRY_LATER');
  });

  it('is counted wherever a proof of an older signature is missing', async () => {
    const revoked = pki.signer({ revoked: days(-10) });
    const given = { crls: [...aboutTheRest, crlOf(intermediate)] };
    const claims = { signer: revoked, signingTime: days(-60) };
    expect(await verdictOf(signed(claims), given)).toBe('INDETERMINATE REVOKED_NO_POE');
    // The instant that the caller states proves nothing either.
    expect(await verdictOf(signed(claims), { ...given, at: days(-60) })).not.toMatch(/TOTAL_PASSED/);
  });

  it('is not counted where a trusted timestamp is older', async () => {
    const revoked = pki.signer({ revoked: days(-10) });
    const given = { crls: [...aboutTheRest, crlOf(intermediate)] };
    const before = signed({ signer: revoked, signatureStamps: [stampedNow] });
    const after = signed({
      signer: revoked,
      signatureStamps: [{ by: pki.timestampAuthority, time: days(-5) }],
    });
    expect(await verdictOf(before, given)).toBe('TOTAL_PASSED -');
    expect(await verdictOf(after, given)).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('before a timestamp over the content makes the signature fail for good', async () => {
    const revoked = pki.signer({ revoked: days(-10) });
    const file = signed({ signer: revoked, contentStamp: { by: pki.timestampAuthority, time: days(-2) } });
    expect(await verdictOf(file, { crls: [...aboutTheRest, crlOf(intermediate)] })).toBe(
      'TOTAL_FAILED REVOKED',
    );
  });

  it('by hold leaves the signature open', async () => {
    const suspended = pki.signer({ suspended: days(-3) });
    expect(
      await verdictOf(signed({ signer: suspended }), { crls: [...aboutTheRest, crlOf(intermediate)] }),
    ).toBe('INDETERMINATE TRY_LATER');
  });

  it('of an authority counts for all below it', async () => {
    const own = createTestPki({ now, base: 'http://pki.invalid' });
    own.root.revoke(own.intermediate.holder.read, { at: days(-4), reason: 'cACompromise' });
    const report = await validateFile(bufferSource(stampedCms({ content, signer: own.signer() })), {
      anchors: [own.root.holder.certificate],
      at: now,
      revocation: {
        crls: [answerCrl(own, own.root, now), answerCrl(own, own.intermediate, now)],
        ocspResponses: [],
      },
    });
    expect(report.signatures[0]).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'REVOKED_CA_NO_POE',
    });
  });
});

describe('a revoked signer', () => {
  const given = (): Given => ({ crls: [...aboutTheRest, crlOf(intermediate)] });
  const revoked = pki.signer({ revoked: days(-10) });
  const stampedBy = (by: TestHolder): Buffer =>
    signed({ signer: revoked, signatureStamps: [{ by, time: days(-60) }] });

  it('gains nothing by a time-stamping authority of his own', async () => {
    const own = createTestPki({ now: days(-90) });
    expect(await verdictOf(stampedBy(own.timestampAuthority), given())).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('gains nothing by stamping with a signer’s certificate', async () => {
    expect(await verdictOf(stampedBy(pki.signer()), given())).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('gains nothing by an authority that may do other things too, or not critically', async () => {
    const wide = intermediate.issue({
      name: testName('TSA larga'),
      kind: 'p-256',
      notBefore: days(-365),
      notAfter: days(365),
      extensions: [
        keyUsage(0),
        writeExtension(
          OID.extendedKeyUsage,
          der.sequence(der.oid(OID.ekuTimeStamping), der.oid(OID.ekuOcspSigning)),
          true,
        ),
      ],
    });
    expect(await verdictOf(stampedBy(wide), given())).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('gains nothing by an authority that is revoked itself', async () => {
    const authority = pki.otherTimestampAuthority({});
    intermediate.revoke(authority.read, { at: days(-70), reason: 'keyCompromise' });
    expect(await verdictOf(stampedBy(authority), given())).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('gains nothing by an authority that has expired, without a later proof', async () => {
    const authority = pki.otherTimestampAuthority({ notAfter: days(-20) });
    expect(await verdictOf(stampedBy(authority), given())).toBe('INDETERMINATE REVOKED_NO_POE');
  });

  it('gains nothing by an authority without its purpose', async () => {
    const authority = pki.otherTimestampAuthority({ purpose: OID.ekuOcspSigning });
    expect(await verdictOf(stampedBy(authority), given())).toBe('INDETERMINATE REVOKED_NO_POE');
  });
});

describe('an expired certificate', () => {
  const expired = pki.signer({ notAfter: days(-10) });
  // The list of then, kept: today's would no longer name what has expired.
  const given = (): Given => ({
    crls: [...aboutTheRest, crlOf(intermediate, days(-20)), crlOf(intermediate)],
  });

  it('without a timestamp is INDETERMINATE', async () => {
    expect(await verdictOf(signed({ signer: expired, signingTime: days(-30) }), given())).toBe(
      'INDETERMINATE OUT_OF_BOUNDS_NO_POE',
    );
  });

  it('with a trusted timestamp from its life passes', async () => {
    const file = signed({ signer: expired, signatureStamps: [stampedNow] });
    const report = await judge(file, given());
    expect(report.signatures[0]).toMatchObject({
      indication: 'TOTAL_PASSED',
      bestSignatureTime: { time: days(-30).toISOString(), proven: true, by: 'SIGNATURE_TIMESTAMP' },
      timestamps: [{ trusted: true }],
    });
  });

  it('with a timestamp over the content from after its life fails for good', async () => {
    const file = signed({ signer: expired, contentStamp: { by: pki.timestampAuthority, time: days(-2) } });
    expect(await verdictOf(file, given())).toBe('TOTAL_FAILED EXPIRED');
  });

  it('that began after the signature was stamped fails for good', async () => {
    const young = pki.signer({ notBefore: days(-5) });
    const file = signed({ signer: young, signatureStamps: [stampedNow] });
    expect(await verdictOf(file, given())).toBe('TOTAL_FAILED NOT_YET_VALID');
  });

  it('is cleared by today’s list only if the list keeps what has expired', async () => {
    const file = signed({ signer: expired, signatureStamps: [stampedNow] });
    const forgets = { crls: [...aboutTheRest, crlOf(intermediate)] };
    expect(await verdictOf(file, forgets)).toBe('INDETERMINATE TRY_LATER');
    const keeps = writeCrl(intermediate, {
      thisUpdate: now,
      nextUpdate: days(1),
      extensions: [writeExtension(OID.expiredCertsOnCrl, der.generalizedTime(days(-400)))],
    });
    expect(await verdictOf(file, { crls: [...aboutTheRest, keeps] })).toBe('TOTAL_PASSED -');
  });
});

describe('timestamps that contradict each other', () => {
  it('leave the signature open', async () => {
    const file = signed({
      signer: pki.signer(),
      contentStamp: { by: pki.timestampAuthority, time: days(-5) },
      signatureStamps: [stampedNow],
    });
    expect(await verdictOf(file, { crls: [...aboutTheRest, crlOf(intermediate)] })).toBe(
      'INDETERMINATE TIMESTAMP_ORDER_FAILURE',
    );
  });
});

describe('limits of a chain', () => {
  const authorityBelow = (extensions: readonly Buffer[]): TestHolder =>
    root.issue({
      name: testName('CA limitata'),
      kind: 'p-256',
      notBefore: new Date(now.getTime() - YEAR),
      notAfter: new Date(now.getTime() + YEAR),
      extensions: [keyUsage(5, 6), ...extensions],
      isSilent: true,
    });

  it('as a CA that is none, are kept', async () => {
    // A signer who issues certificates himself.
    const rogue = authorityBelow([purpose('1.3.6.1.5.5.7.3.4')]);
    expect(rogue.read.extensions.basicConstraints?.ca).not.toBe(true);
    const anna = new TestAuthority(rogue, {}, now).issue({
      name: testName('Anna'),
      kind: 'p-256',
      notBefore: days(-10),
      notAfter: days(10),
      extensions: [keyUsage(1)],
    });
    expect(await verdictOf(signed({ signer: anna }), {})).toBe('INDETERMINATE CHAIN_CONSTRAINTS_FAILURE');
  });
});
