import { createHash } from 'node:crypto';
import { der, OID, type Certificate } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { testCertificate, testExtension } from '../testing/test-certificates';
import { listXml, type TestPeriod } from '../testing/test-lists';
import { readTrustedList } from '../trusted-list/read-trusted-list';
import type { TrustedList } from '../trusted-list/trusted-list';
import { qualifyCertificate, type Qualified } from './qualify-certificate';

let engine: XmlEngine;
beforeAll(async () => {
  engine = await xmlEngine();
});

const POLICY = '2.999.1';
const TYPES = { esign: '0.4.0.1862.1.6.1', eseal: '0.4.0.1862.1.6.2', web: '0.4.0.1862.1.6.3' };
const authority = testCertificate({ name: 'CA qualificata di prova', ca: true });
const at = new Date('2026-06-01T00:00:00Z');

/** A certificate that claims to be qualified, and says what for and where its key is. */
interface SignerWish {
  readonly type?: keyof typeof TYPES;
  readonly inDevice?: boolean;
  readonly claims?: boolean;
}

function signer({ type = 'esign', inDevice = true, claims = true }: SignerWish = {}): Certificate {
  const statement = (oid: string, ...rest: Buffer[]): Buffer => der.sequence(der.oid(oid), ...rest);
  const statements = der.sequence(
    ...(claims ? [statement(OID.qcCompliance)] : []),
    ...(inDevice ? [statement(OID.qcSscd)] : []),
    statement(OID.qcType, der.sequence(der.oid(TYPES[type]))),
  );
  const policies = der.sequence(der.sequence(der.oid(POLICY)));
  return testCertificate({
    name: 'Anna Bianchi',
    issuer: authority,
    extensions: [testExtension('1.3.6.1.5.5.7.1.3', statements), testExtension('2.5.29.32', policies)],
  }).certificate;
}

function listOf(...periods: TestPeriod[]): TrustedList {
  const xml = listXml({ territory: 'IT', services: [{ certificate: authority.certificate, periods }] });
  const document = mustAccept(engine.read(Buffer.from(xml)));
  const list = readTrustedList(document.root);
  document.dispose();
  if (!list) throw new Error('the test list cannot be read');
  return list;
}

const BOTH = ['ForeSignatures', 'ForeSeals'];
const GRANTED: TestPeriod = { status: 'granted', from: '2016-07-01T00:00:00Z', additional: BOTH };
const qualify = (certificate: Certificate, ...periods: TestPeriod[]): Qualified =>
  qualifyCertificate({ chain: [certificate, authority.certificate], at, now: at }, [listOf(...periods)]);

describe('a certificate by the trusted lists', () => {
  it.each([
    ['QESig', {}],
    ['QESeal', { type: 'eseal' as const }],
    ['AdESig-QC', { inDevice: false }],
    ['AdESeal-QC', { type: 'eseal' as const, inDevice: false }],
    ['AdES', { type: 'web' as const }],
    ['AdES', { claims: false }],
  ])('is %s: %j', (level, wish) => {
    expect(qualify(signer(wish), GRANTED)).toMatchObject({ level, service: { territory: 'IT' } });
  });

  it('is judged by the status at the time of signature, and when it was issued', () => {
    const withdrawn: TestPeriod = { ...GRANTED, status: 'withdrawn', from: '2026-07-01T00:00:00Z' };
    const earlier: TestPeriod = { ...withdrawn, from: '2026-03-01T00:00:00Z' };
    const late: TestPeriod = { ...GRANTED, from: '2026-03-01T00:00:00Z' };
    expect(qualify(signer(), withdrawn, GRANTED).level).toBe('QESig');
    expect(qualify(signer(), earlier, GRANTED)).toMatchObject({
      level: 'AdES',
      reason: 'SERVICE_NOT_GRANTED',
    });
    expect(qualify(signer(), late)).toMatchObject({ level: 'AdES', reason: 'SERVICE_NOT_GRANTED' });
  });

  it('is as the qualifiers of the list say, whatever it says of itself', () => {
    const by = (names: string[], policy = POLICY): TestPeriod => ({
      ...GRANTED,
      qualifiers: { policy, names },
    });
    expect(qualify(signer({ inDevice: false }), by(['QCWithQSCD'])).level).toBe('QESig');
    expect(qualify(signer(), by(['QCNoQSCD'])).level).toBe('AdESig-QC');
    expect(qualify(signer(), by(['NotQualified'])).level).toBe('AdES');
    expect(qualify(signer({ claims: false }), by(['QCStatement'])).level).toBe('QESig');
    expect(qualify(signer(), by(['QCForESeal'])).level).toBe('QESeal');
    expect(qualify(signer(), by(['QCNoQSCD'], '2.999.2')).level).toBe('QESig');
    expect(qualify(signer(), by(['QCStatement', 'NotQualified']))).toMatchObject({
      level: 'NOT_DETERMINABLE',
      reason: 'QUALIFIERS_CONTRADICT',
    });
  });

  it('needs a service that is listed for its purpose', () => {
    const seals: TestPeriod = { ...GRANTED, additional: ['ForeSeals'] };
    expect(qualify(signer(), seals)).toMatchObject({ level: 'AdES', reason: 'SERVICE_NOT_FOR_PURPOSE' });
  });

  it('is not qualified by a key identifier that its issuer merely states', () => {
    const identifier = Buffer.alloc(20, 7);
    const impostor = testCertificate({
      name: 'CA che si spaccia per un’altra',
      ca: true,
      extensions: [testExtension('2.5.29.14', der.octetString(identifier))],
    });
    const list = listOf(GRANTED);
    const withIdentifier = (keyIdentifier: Buffer): TrustedList => ({
      ...list,
      providers: list.providers.map((provider) => ({
        ...provider,
        services: provider.services.map((service) => ({
          ...service,
          periods: service.periods.map((period) => ({
            ...period,
            certificates: [],
            keyIdentifiers: [keyIdentifier],
          })),
        })),
      })),
    });
    const by = (one: Certificate, keyIdentifier: Buffer): Qualified =>
      qualifyCertificate({ chain: [signer(), one], at, now: at }, [withIdentifier(keyIdentifier)]);
    expect(by(impostor.certificate, identifier)).toMatchObject({ level: 'AdES', reason: 'NOT_ON_A_LIST' });
    const { keyBytes } = authority.certificate.publicKey;
    const ownDigest = createHash('sha1').update(keyBytes).digest();
    expect(by(authority.certificate, ownDigest).level).toBe('QESig');
  });

  it('is not determinable by a list past its next update', () => {
    const late = new Date('2027-06-01T00:00:00Z');
    const chain = [signer(), authority.certificate];
    expect(qualifyCertificate({ chain, at, now: late }, [listOf(GRANTED)])).toMatchObject({
      level: 'NOT_DETERMINABLE',
      reason: 'LIST_STALE',
    });
  });

  it('of an issuer on no list is advanced, and without lists nothing is known', () => {
    const other = testCertificate({ name: 'Altra CA', ca: true });
    const list = [listOf(GRANTED)];
    expect(qualifyCertificate({ chain: [signer(), other.certificate], at, now: at }, list).level).toBe(
      'AdES',
    );
    expect(qualifyCertificate({ chain: [signer(), authority.certificate], at, now: at }, []).level).toBe(
      'NOT_DETERMINABLE',
    );
    expect(qualifyCertificate({ chain: [], at, now: at }, list).level).toBe('NOT_DETERMINABLE');
  });
});
