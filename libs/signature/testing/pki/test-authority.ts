import { der, OID, readCertificate, type Certificate } from '@libro-firma/asn1';
import type { CreationAlgorithm } from '../../algorithms/creation-algorithms';
import {
  keyIdentifier,
  keyUsage,
  writeCertificate,
  writeExtension,
  writeName,
  type NamePart,
} from '../../demo-pki/write-certificate';
import { authorityAccess, crlPoint, noCheck, policies, purpose } from './extensions';
import { ALGORITHM_OF, newKeys, type KeyKind, type Keys } from './key-kinds';
import type { RevocationReason } from '@libro-firma/asn1';

/** Stands in every name of the test PKI. */
export const TEST_MARK = 'NON VALIDO – TEST';

export const YEAR = 365 * 24 * 3_600_000;

/** A certificate with its key. */
export interface TestHolder {
  /** DER. */
  readonly certificate: Buffer;
  readonly read: Certificate;
  readonly key: Keys['privateKey'];
  readonly algorithm: CreationAlgorithm;
  /** Issuers up to the root, DER. */
  readonly chain: readonly Buffer[];
}

export interface RevocationRecord {
  readonly at: Date;
  readonly reason: RevocationReason;
}

/** Addresses that an authority writes into the certificates that it issues. */
export interface ServiceUrls {
  readonly ocsp?: string;
  readonly crl?: string;
  readonly issuer?: string;
}

/** What a certificate says beyond its issuer's own habits. */
export interface TestRequest {
  readonly name: readonly NamePart[];
  readonly kind: KeyKind;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Buffer[];
  /** No address of OCSP, CRL or issuer: only for those whose revocation nobody asks for. */
  readonly isSilent?: boolean;
}

/** A certification authority with the register of what it revoked, and an OCSP responder of its own. */
export class TestAuthority {
  readonly revoked = new Map<bigint, RevocationRecord>();
  /** Every serial number that it gave out. */
  readonly issued = new Set<bigint>();
  private delegated: TestHolder | undefined;

  constructor(
    readonly holder: TestHolder,
    readonly urls: ServiceUrls,
    readonly now: Date,
  ) {}

  /** Signs a certificate for a new key. */
  issue(request: TestRequest): TestHolder {
    const keys = newKeys(request.kind);
    const { certificate: issuer, chain, key, algorithm, read } = this.holder;
    const certificate = writeCertificate(
      {
        subject: writeName(request.name),
        issuer: read.subject.der,
        publicKey: keys.publicKey,
        notBefore: request.notBefore,
        notAfter: request.notAfter,
        extensions: [
          ...identifiers(keys, this.holder.read),
          ...(request.isSilent === true
            ? []
            : [...authorityAccess(this.urls.ocsp, this.urls.issuer), ...crlPoint(this.urls.crl)]),
          ...request.extensions,
        ],
      },
      { key, algorithm },
    );
    const issued = readCertificate(certificate);
    this.issued.add(issued.serialNumber);
    return {
      certificate,
      read: issued,
      key: keys.privateKey,
      algorithm: ALGORITHM_OF[request.kind],
      chain: [issuer, ...chain],
    };
  }

  /** Marks a certificate of this authority as revoked; `certificateHold` suspends it. */
  revoke(certificate: Certificate, record: RevocationRecord): void {
    this.revoked.set(certificate.serialNumber, record);
  }

  /** The responder that signs its OCSP answers, not to be checked itself (RFC 6960 §4.2.2.2.1). */
  get responder(): TestHolder {
    this.delegated ??= this.issue({
      name: testName('OCSP'),
      kind: 'p-256',
      notBefore: new Date(this.now.getTime() - YEAR),
      notAfter: new Date(this.now.getTime() + YEAR),
      extensions: [keyUsage(0), purpose(OID.ekuOcspSigning), noCheck()],
      isSilent: true,
    });
    return this.delegated;
  }
}

/** A root that signs itself, or an authority below `above`. */
export function makeAuthority(
  name: string,
  above: TestAuthority | undefined,
  options: { readonly now: Date; readonly urls: ServiceUrls; readonly kind: KeyKind },
): TestAuthority {
  const { now, urls, kind } = options;
  const notBefore = new Date(now.getTime() - 5 * YEAR);
  const notAfter = new Date(now.getTime() + 10 * YEAR);
  const pathLength = above ? [der.integer(0)] : [];
  const extensions = [
    writeExtension(OID.basicConstraints, der.sequence(der.boolean(true), ...pathLength), true),
    keyUsage(5, 6),
    ...(above ? [policies('2.999.1')] : []),
  ];
  const request = { name: testName(name), kind, notBefore, notAfter, extensions };
  if (above) return new TestAuthority(above.issue(request), urls, now);
  const keys = newKeys(kind);
  const subject = writeName(request.name);
  const certificate = writeCertificate(
    {
      subject,
      issuer: subject,
      publicKey: keys.publicKey,
      notBefore,
      notAfter,
      extensions: [...identifiers(keys, undefined), ...extensions],
    },
    { key: keys.privateKey, algorithm: ALGORITHM_OF[kind] },
  );
  const read = readCertificate(certificate);
  const holder = { certificate, read, key: keys.privateKey, algorithm: ALGORITHM_OF[kind], chain: [] };
  return new TestAuthority(holder, urls, now);
}

/** Name of an authority or a service. */
export function testName(commonName: string): readonly NamePart[] {
  return [
    { oid: '2.5.4.6', value: 'IT', printable: true },
    { oid: '2.5.4.10', value: TEST_MARK },
    { oid: '2.5.4.3', value: `${commonName} (${TEST_MARK})` },
  ];
}

function identifiers({ publicKey }: Keys, issuer: Certificate | undefined): readonly Buffer[] {
  const own = writeExtension(OID.subjectKeyIdentifier, der.octetString(keyIdentifier(publicKey)));
  const above = issuer?.extensions.subjectKeyIdentifier;
  if (!above) return [own];
  return [own, writeExtension(OID.authorityKeyIdentifier, der.sequence(der.contextPrimitive(0, above)))];
}
