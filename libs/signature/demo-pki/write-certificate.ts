import { createHash, randomBytes, type KeyObject } from 'node:crypto';
import { der, OID, readAsn1, bitStringOf } from '@libro-firma/asn1';
import { signatureIdentifier, type CreationAlgorithm } from '../algorithms/creation-algorithms';
import { signWith } from '../keys/sign-with';

/** One attribute of a name: type as OID, value, and the string type that RFC 5280 Appendix A wants. */
export interface NamePart {
  readonly oid: string;
  readonly value: string;
  readonly printable?: boolean;
}

export interface CertificateRequest {
  readonly subject: Buffer;
  readonly issuer: Buffer;
  readonly publicKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Buffer[];
}

/** A Name of one attribute for each relative name (RFC 5280 §4.1.2.4). */
export function writeName(parts: readonly NamePart[]): Buffer {
  return der.sequence(
    ...parts.map(({ oid, value, printable }) =>
      der.setOf([
        der.sequence(der.oid(oid), printable === true ? der.printableString(value) : der.utf8String(value)),
      ]),
    ),
  );
}

/** One Extension (RFC 5280 §4.1.2.9). */
export function writeExtension(oid: string, value: Buffer, critical = false): Buffer {
  const flag = critical ? [der.boolean(true)] : [];
  return der.sequence(der.oid(oid), ...flag, der.octetString(value));
}

/** SHA-1 of the key bits, as RFC 5280 §4.2.1.2 proposes for key identifiers; a name, no protection. */
export function keyIdentifier(publicKey: KeyObject): Buffer {
  const spki = readAsn1(publicKey.export({ type: 'spki', format: 'der' }));
  return createHash('sha1')
    .update(bitStringOf(spki.child(1)).bytes)
    .digest();
}

/** A version 3 certificate, signed (RFC 5280 §4.1), with a random serial number of 120 bits. */
export function writeCertificate(
  request: CertificateRequest,
  signer: { readonly key: KeyObject; readonly algorithm: CreationAlgorithm },
): Buffer {
  const algorithm = signatureIdentifier(signer.algorithm);
  const serial = Buffer.concat([Buffer.from([0x5a]), randomBytes(15)]);
  const tbs = der.sequence(
    der.explicit(0, der.integer(2)),
    der.integer(serial),
    algorithm,
    request.issuer,
    der.sequence(der.time(request.notBefore), der.time(request.notAfter)),
    request.subject,
    request.publicKey.export({ type: 'spki', format: 'der' }),
    der.explicit(3, der.sequence(...request.extensions)),
  );
  return der.sequence(tbs, algorithm, der.bitString(signWith(signer.key, signer.algorithm, tbs)));
}

/** KeyUsage with these bits set, DER: trailing zero bits left out (RFC 5280 §4.2.1.3). */
export function keyUsage(...bits: readonly number[]): Buffer {
  const byte = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0);
  const value = der.bitString(Buffer.from([byte]), 7 - Math.max(...bits));
  return writeExtension(OID.keyUsage, value, true);
}
