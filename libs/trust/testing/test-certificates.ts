import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { der, OID, readCertificate, type Certificate } from '@libro-firma/asn1';

export interface TestAuthority {
  readonly certificate: Certificate;
  readonly key: KeyObject;
}

/** What a test certificate says; the rest is that of a plain CA or signer, valid for the year 2026. */
export interface TestCertificate {
  readonly name: string;
  readonly issuer?: TestAuthority;
  /** Signs instead of the issuer: makes a link whose signature is false. */
  readonly signedBy?: KeyObject;
  readonly ca?: boolean;
  readonly pathLength?: number;
  /** Bits of key usage; none leaves the extension out. */
  readonly usage?: readonly number[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly extensions?: readonly Buffer[];
}

/** A name with country and common name. */
export function testName(commonName: string, country = 'IT'): Buffer {
  return der.sequence(
    der.setOf([der.sequence(der.oid('2.5.4.6'), der.printableString(country))]),
    der.setOf([der.sequence(der.oid('2.5.4.3'), der.utf8String(commonName))]),
  );
}

export function testExtension(oid: string, value: Buffer, critical = false): Buffer {
  return der.sequence(der.oid(oid), ...(critical ? [der.boolean(true)] : []), der.octetString(value));
}

/** Makes a certificate; without issuer it issues itself. */
export function testCertificate(wish: TestCertificate): TestAuthority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der.sequence(der.oid(OID.ecdsaWithSha256));
  const length = wish.pathLength === undefined ? [] : [der.integer(wish.pathLength)];
  const extensions = [
    ...(wish.ca === true
      ? [testExtension(OID.basicConstraints, der.sequence(der.boolean(true), ...length), true)]
      : []),
    ...(wish.usage ? [testExtension(OID.keyUsage, usageBits(wish.usage), true)] : []),
    ...(wish.extensions ?? []),
  ];
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(BigInt(Math.floor(Math.random() * 2 ** 48))),
    algorithm,
    wish.issuer?.certificate.subject.der ?? testName(wish.name),
    der.sequence(
      der.time(wish.notBefore ?? new Date('2026-01-01T00:00:00Z')),
      der.time(wish.notAfter ?? new Date('2027-01-01T00:00:00Z')),
    ),
    testName(wish.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [der.explicit(3, der.sequence(...extensions))] : []),
  );
  const value = sign('sha256', tbs, wish.signedBy ?? wish.issuer?.key ?? privateKey);
  const certificate = readCertificate(der.sequence(tbs, algorithm, der.bitString(value)));
  return { certificate, key: privateKey };
}

function usageBits(bits: readonly number[]): Buffer {
  const byte = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  return der.bitString(Buffer.from([byte]), 7 - Math.max(...bits));
}
