import { der, octetsOf, OID, readAsn1Prefix, readCertificate, type Certificate } from '@libro-firma/asn1';
import type { PdfDocument, PdfObject, SignatureDictionary } from '@libro-firma/pdf';
import { serialNumberDer } from '../../cms/signed-attributes';

const MAX_CERTIFICATES = 20;

/**
 * The oldest form, `adbe.x509.rsa_sha1`: /Contents is an OCTET STRING with the bare RSA value over the SHA-1 of the
 * signed bytes, /Cert holds the certificates, the signer's first. Said as a detached SignedData without attributes,
 * which is the same statement (RFC 5652 §5.4), so that one verification serves both.
 *
 * @throws Asn1Error where the value or the signer's certificate cannot be read
 * @standard ISO 32000-1 §12.8.3.2
 */
export function rsaSha1AsSignedData(document: PdfDocument, signature: SignatureDictionary): Buffer {
  const value = octetsOf(readAsn1Prefix(signature.contents));
  const [first, ...others] = certificatesOf(document, document.get(signature.dictionary, 'Cert'));
  const signer = readCertificate(first ?? Buffer.alloc(0));
  const digest = der.sequence(der.oid(OID.sha1), der.null());
  const signedData = der.sequence(
    der.integer(1),
    der.setOf([digest]),
    der.sequence(der.oid(OID.data)),
    der.implicit(0, der.setOf([signer.der, ...others])),
    der.setOf([signerInfo(signer, digest, value)]),
  );
  return der.sequence(der.oid(OID.signedData), der.explicit(0, signedData));
}

function signerInfo(signer: Certificate, digest: Buffer, value: Buffer): Buffer {
  return der.sequence(
    der.integer(1),
    der.sequence(signer.issuer.der, serialNumberDer(signer)),
    digest,
    der.sequence(der.oid(OID.rsaEncryption), der.null()),
    der.octetString(value),
  );
}

/** A string, or an array of strings (ISO 32000-1 table 252). */
function certificatesOf(document: PdfDocument, entry: PdfObject): readonly Buffer[] {
  const items = entry.kind === 'array' ? entry.items.slice(0, MAX_CERTIFICATES) : [entry];
  return items.flatMap((item) => {
    const certificate = document.resolve(item);
    return certificate.kind === 'string' ? [certificate.bytes] : [];
  });
}
