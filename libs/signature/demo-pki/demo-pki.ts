import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { der, OID } from '@libro-firma/asn1';
import type { CreationAlgorithm } from '../algorithms/creation-algorithms';
import { createPkcs12 } from '../keys/create-pkcs12';
import { authorityName, bodyName, DEMO_MARK, marked, personName } from './demo-names';
import {
  keyIdentifier,
  keyUsage,
  writeCertificate,
  writeExtension,
  writeName,
  type NamePart,
} from './write-certificate';

export interface DemoPerson {
  readonly givenName: string;
  readonly surname: string;
  /** Codice fiscale; stands in the certificate as `TINIT-…`. */
  readonly taxCode: string;
  readonly kind: 'rsa' | 'ec';
  /** Of the PKCS#12 file; default `demo`. */
  readonly password?: string;
}

/** A public body as a legal person, for the seal of one of its AOO. */
export interface DemoBody {
  readonly name: string;
  /** Partita IVA or tax code of 11 digits; stands in the certificate as `VATIT-…`. */
  readonly taxCode: string;
  readonly password: string;
}

export interface DemoSigner {
  readonly certificate: Buffer;
  /** Issuing CA, then root; DER. */
  readonly chain: readonly Buffer[];
  readonly key: KeyObject;
  readonly pkcs12: Buffer;
}

export interface DemoPki {
  /** Trust anchor, DER. */
  readonly root: Buffer;
  readonly issuer: Buffer;
  /** Certificate valid for two years, with key usage nonRepudiation alone, as for qualified signatures. */
  issueSigner(person: DemoPerson): DemoSigner;
  /** Certificate of a legal person, of the type of a seal but not qualified, with an RSA key; valid for two years. */
  issueSeal(body: DemoBody): DemoSigner;
  /** Certificate of a time-stamping authority (RFC 3161 §2.3). */
  issueTimestampAuthority(): Omit<DemoSigner, 'pkcs12'>;
}

interface Authority {
  readonly certificate: Buffer;
  readonly name: Buffer;
  readonly keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
}

const AUTHORITY_ALGORITHM: CreationAlgorithm = { scheme: 'ecdsa', digest: 'sha384' };
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const NON_REPUDIATION = 1;
/** Says what the certificate is for; without QcCompliance beside it, it claims no qualification (EN 319 412-5 §4.2). */
const SEAL_TYPE = der.sequence(der.oid(OID.qcType), der.sequence(der.oid(OID.qctSeal)));
const [DIGITAL_SIGNATURE, KEY_CERT_SIGN, CRL_SIGN] = [0, 5, 6];

/**
 * Makes a root, an issuing CA (both P-384) and certificates for the people of a demonstration. Every name says that
 * they are for demonstration and not valid; none claims to be qualified; no revocation service is named, as there
 * is none. Validity starts an hour before `now`.
 *
 * @standard RFC 5280 §4; EN 319 412-1 §5.1.3, §5.1.4; EN 319 412-2 §4.2, §4.3.2; EN 319 412-3 §4.2; EN 319 412-5 §4.2.3
 */
export function createDemoPki(options: { readonly organisation: string; readonly now: Date }): DemoPki {
  const { organisation } = options;
  const start = new Date(options.now.getTime() - HOUR);
  const until = (years: number): Date => new Date(start.getTime() + years * YEAR);
  const root = makeAuthority(
    authorityName(organisation, `Radice ${organisation}`),
    undefined,
    start,
    until(10),
  );
  const issuer = makeAuthority(authorityName(organisation, `CA ${organisation}`), root, start, until(9));
  const chain = [issuer.certificate, root.certificate];

  const issue = (subject: readonly NamePart[], publicKey: KeyObject, extensions: readonly Buffer[]): Buffer =>
    writeCertificate(
      {
        subject: writeName(subject),
        issuer: issuer.name,
        publicKey,
        notBefore: start,
        notAfter: until(2),
        extensions: [...keyIdentifiers(publicKey, issuer), ...extensions],
      },
      { key: issuer.keys.privateKey, algorithm: AUTHORITY_ALGORITHM },
    );

  return {
    root: root.certificate,
    issuer: issuer.certificate,
    issueSigner(person) {
      const { publicKey, privateKey } = makeKeys(person.kind);
      const certificate = issue(personName(organisation, person), publicKey, [keyUsage(NON_REPUDIATION)]);
      const name = `${person.givenName} ${person.surname} (${DEMO_MARK})`;
      const pkcs12 = createPkcs12({ key: privateKey, certificate, chain, name }, person.password ?? 'demo');
      return { certificate, chain, key: privateKey, pkcs12 };
    },
    issueSeal({ name, taxCode, password }) {
      const { publicKey, privateKey } = makeKeys('rsa');
      const certificate = issue(bodyName(name, taxCode), publicKey, [
        keyUsage(NON_REPUDIATION),
        writeExtension(OID.qcStatements, der.sequence(SEAL_TYPE)),
      ]);
      const pkcs12 = createPkcs12({ key: privateKey, certificate, chain, name: marked(name) }, password);
      return { certificate, chain, key: privateKey, pkcs12 };
    },
    issueTimestampAuthority() {
      const { publicKey, privateKey } = makeKeys('ec');
      const purpose = der.sequence(der.oid(OID.ekuTimeStamping));
      const certificate = issue(authorityName(organisation, `TSA ${organisation}`), publicKey, [
        keyUsage(DIGITAL_SIGNATURE),
        writeExtension(OID.extendedKeyUsage, purpose, true),
      ]);
      return { certificate, chain, key: privateKey };
    },
  };
}

function makeAuthority(
  nameParts: readonly NamePart[],
  above: Authority | undefined,
  notBefore: Date,
  notAfter: Date,
): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const name = writeName(nameParts);
  const pathLength = above ? [der.integer(0)] : [];
  const certificate = writeCertificate(
    {
      subject: name,
      issuer: above?.name ?? name,
      publicKey: keys.publicKey,
      notBefore,
      notAfter,
      extensions: [
        writeExtension(OID.basicConstraints, der.sequence(der.boolean(true), ...pathLength), true),
        keyUsage(KEY_CERT_SIGN, CRL_SIGN),
        ...keyIdentifiers(keys.publicKey, above),
      ],
    },
    { key: above?.keys.privateKey ?? keys.privateKey, algorithm: AUTHORITY_ALGORITHM },
  );
  return { certificate, name, keys };
}

function keyIdentifiers(publicKey: KeyObject, above: Authority | undefined): readonly Buffer[] {
  const own = writeExtension(OID.subjectKeyIdentifier, der.octetString(keyIdentifier(publicKey)));
  if (!above) return [own];
  const authority = der.sequence(der.contextPrimitive(0, keyIdentifier(above.keys.publicKey)));
  return [own, writeExtension(OID.authorityKeyIdentifier, authority)];
}

function makeKeys(kind: 'rsa' | 'ec'): { publicKey: KeyObject; privateKey: KeyObject } {
  return kind === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
}
