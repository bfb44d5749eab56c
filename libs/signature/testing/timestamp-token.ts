import { createHash, type KeyObject } from 'node:crypto';
import { der, OID, readCertificate } from '@libro-firma/asn1';
import { signWith } from '../keys/sign-with';

/** A time-stamp token (RFC 3161 §2.4.2) over a SHA-256, as an authority with a P-256 key would give it. */
export function timestampToken(
  imprint: Buffer,
  time: Date,
  authority: { readonly certificate: Buffer; readonly chain: readonly Buffer[]; readonly key: KeyObject },
): Buffer {
  const certificate = readCertificate(authority.certificate);
  const sha256 = der.sequence(der.oid(OID.sha256));
  const info = der.sequence(
    der.integer(1),
    der.oid('1.3.6.1.4.1.99999.1'),
    der.sequence(sha256, der.octetString(imprint)),
    der.integer(1),
    der.generalizedTime(time),
  );
  const attribute = (oid: string, value: Buffer): Buffer => der.sequence(der.oid(oid), der.setOf([value]));
  const hash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
  const reference = der.sequence(der.octetString(hash(authority.certificate)));
  const attributes = der.setOf([
    attribute(OID.contentType, der.oid(OID.tstInfo)),
    attribute(OID.messageDigest, der.octetString(hash(info))),
    attribute(OID.signingCertificateV2, der.sequence(der.sequence(reference))),
  ]);
  const value = signWith(authority.key, { scheme: 'ecdsa', digest: 'sha256' }, attributes);
  const signer = der.sequence(
    der.integer(1),
    der.sequence(certificate.issuer.der, der.integer(certificate.serialNumber)),
    sha256,
    der.implicit(0, attributes),
    der.sequence(der.oid(OID.ecdsaWithSha256)),
    der.octetString(value),
  );
  const signedData = der.sequence(
    der.integer(3),
    der.setOf([sha256]),
    der.sequence(der.oid(OID.tstInfo), der.explicit(0, der.octetString(info))),
    der.implicit(0, der.setOf([authority.certificate, ...authority.chain])),
    der.setOf([signer]),
  );
  return der.sequence(der.oid(OID.signedData), der.explicit(0, signedData));
}
