import forge from 'node-forge';

/** A PKCS#12 file as programs wrote it for twenty years, by node-forge: 3DES and a SHA-1 authentication code. */
export function legacyPkcs12(pkcs8: Buffer, certificate: Buffer, password: string): Buffer {
  const parse = (bytes: Buffer): forge.asn1.Asn1 => forge.asn1.fromDer(bytes.toString('latin1'));
  const key = forge.pki.privateKeyFromAsn1(parse(pkcs8));
  const own = forge.pki.certificateFromAsn1(parse(certificate));
  const p12 = forge.pkcs12.toPkcs12Asn1(key, [own], password, { algorithm: '3des' });
  return Buffer.from(forge.asn1.toDer(p12).getBytes(), 'latin1');
}
