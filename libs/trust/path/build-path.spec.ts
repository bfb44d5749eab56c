import { generateKeyPairSync } from 'node:crypto';
import { der, OID, type Certificate } from '@libro-firma/asn1';
import { testCertificate, testExtension, testName, type TestCertificate } from '../testing/test-certificates';
import { buildPath } from './build-path';

const at = new Date('2026-06-01T00:00:00Z');
const SIGN_CERTIFICATES = [5, 6];
const root = testCertificate({ name: 'Root', ca: true, usage: SIGN_CERTIFICATES });
const middle = testCertificate({
  name: 'Middle',
  issuer: root,
  ca: true,
  usage: SIGN_CERTIFICATES,
  pathLength: 0,
});
const signer = testCertificate({ name: 'Signer', issuer: middle, usage: [1] });

const findings = (
  certificate: Certificate,
  intermediates: readonly Certificate[],
  instant = at,
): readonly string[] =>
  buildPath(certificate, { intermediates, anchors: [root.certificate], at: instant }).findings.map(
    ({ code, index }) => `${index} ${code}`,
  );

/** Findings of a signer below a CA of this kind. */
const below = (wish: Partial<TestCertificate>): readonly string[] => {
  const issuer = testCertificate({ name: 'CA', issuer: root, ca: true, usage: SIGN_CERTIFICATES, ...wish });
  const leaf = testCertificate({ name: 'Leaf', issuer });
  return findings(leaf.certificate, [issuer.certificate]);
};

describe('a certificate path', () => {
  it('goes from the signer to an anchor, whatever else lies about', () => {
    const stranger = testCertificate({ name: 'Middle', ca: true });
    const path = buildPath(signer.certificate, {
      intermediates: [stranger.certificate, signer.certificate, middle.certificate],
      anchors: [root.certificate],
      at,
    });
    expect(path.certificates).toEqual([signer.certificate, middle.certificate, root.certificate]);
    expect(path).toMatchObject({ anchored: true, findings: [], exhausted: false });
  });

  it('tells as far as it got when no anchor is reached', () => {
    const path = buildPath(signer.certificate, { intermediates: [middle.certificate], anchors: [], at });
    expect(path).toMatchObject({ anchored: false });
    expect(path.certificates).toHaveLength(2);
  });

  it('does not take a link whose signature is false', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const forged = testCertificate({ name: 'Forged', issuer: middle, signedBy: privateKey });
    const path = buildPath(forged.certificate, {
      intermediates: [middle.certificate],
      anchors: [root.certificate],
      at,
    });
    expect(path).toMatchObject({ anchored: false, certificates: [forged.certificate] });
  });

  it('may be the signer alone when that is an anchor, whose validity is judged even so', () => {
    const path = buildPath(signer.certificate, { intermediates: [], anchors: [signer.certificate], at });
    expect(path).toMatchObject({ anchored: true, findings: [] });
    const late = new Date('2030-01-01T00:00:00Z');
    expect(
      buildPath(signer.certificate, { intermediates: [], anchors: [signer.certificate], at: late }).findings,
    ).toEqual([{ code: 'EXPIRED', index: 0 }]);
  });

  it('judges validity anew for each instant, though signatures are remembered', () => {
    const chain = [middle.certificate];
    expect(findings(signer.certificate, chain)).toEqual([]);
    expect(findings(signer.certificate, chain, new Date('2027-01-02T00:00:00Z'))).toEqual([
      '0 EXPIRED',
      '1 EXPIRED',
    ]);
    expect(findings(signer.certificate, chain, new Date('2025-12-31T00:00:00Z'))).toEqual([
      '0 NOT_YET_VALID',
      '1 NOT_YET_VALID',
    ]);
    expect(findings(signer.certificate, chain)).toEqual([]);
  });

  it.each<[string, Partial<TestCertificate>, readonly string[]]>([
    ['is no CA', { ca: false }, ['1 NOT_A_CA']],
    ['may not sign certificates', { usage: [0] }, ['1 KEY_MAY_NOT_SIGN_CERTIFICATES']],
    [
      'has a critical extension that nobody knows',
      { extensions: [testExtension('1.2.3.4', der.null(), true)] },
      ['1 UNKNOWN_CRITICAL_EXTENSION'],
    ],
    ['allows names of another country', nameLimit(0, testName('x', 'FR')), ['1 NAME_NOT_PERMITTED']],
    ['excludes the name of the signer', nameLimit(1, testName('Leaf')), ['1 NAME_NOT_PERMITTED']],
    ['excludes another name', nameLimit(1, testName('Other')), []],
  ])('tells when an issuer %s', (_, wish, expected) => {
    expect(below(wish)).toEqual(expected);
  });

  it('tells when it is longer than a CA allows', () => {
    const lower = testCertificate({ name: 'Lower', issuer: middle, ca: true, usage: SIGN_CERTIFICATES });
    const leaf = testCertificate({ name: 'Leaf', issuer: lower });
    expect(findings(leaf.certificate, [lower.certificate, middle.certificate])).toEqual(['2 PATH_TOO_LONG']);
  });

  it('prefers a path without findings among several', () => {
    const old = testCertificate({
      name: 'Twin',
      issuer: root,
      ca: true,
      notAfter: new Date('2026-02-01T00:00:00Z'),
    });
    const leaf = testCertificate({ name: 'Leaf', issuer: middle });
    const path = buildPath(leaf.certificate, {
      intermediates: [old.certificate, middle.certificate],
      anchors: [root.certificate, middle.certificate],
      at,
    });
    expect(path).toMatchObject({ anchored: true, findings: [] });
  });

  it('stops at its bounds instead of searching for ever', () => {
    const ring = Array.from({ length: 200 }, () => testCertificate({ name: 'Ring', ca: true }).certificate);
    const leaf = testCertificate({ name: 'Leaf', issuer: testCertificate({ name: 'Ring', ca: true }) });
    expect(buildPath(leaf.certificate, { intermediates: ring, anchors: [], at })).toMatchObject({
      anchored: false,
      exhausted: true,
    });
  });
});

function nameLimit(tag: number, name: Buffer): Partial<TestCertificate> {
  const subtree = der.sequence(der.explicit(4, name));
  const constraints = der.sequence(der.explicit(tag, subtree));
  return { extensions: [testExtension(OID.nameConstraints, constraints, true)] };
}
