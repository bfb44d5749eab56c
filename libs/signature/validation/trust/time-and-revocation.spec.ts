import { der, OID } from '@libro-firma/asn1';
import { keyUsage, writeExtension } from '../../demo-pki/write-certificate';
import { purpose } from '../../testing/pki/extensions';
import { testName, TestAuthority, YEAR, type TestHolder } from '../../testing/pki/test-authority';
import { createTestPki } from '../../testing/pki/test-pki';
import { writeCrl } from '../../testing/pki/write-crl';
import {
  aboutTheRest,
  crlOf,
  days,
  intermediate,
  judge,
  now,
  pki,
  root,
  signed,
  stampedNow,
  verdictOf,
  type Given,
} from '../../testing/judged-signatures';

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
