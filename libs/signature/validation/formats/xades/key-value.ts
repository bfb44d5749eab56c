import type { Certificate } from '@libro-firma/asn1';
import { publicKeyOf } from '@libro-firma/trust';
import { childElement, DSIG_NAMESPACE, readBase64, textOf, type ElementNode } from '@libro-firma/xml';

const DSIG_11 = 'http://www.w3.org/2009/xmldsig11#';

/**
 * Whether the key that stands by itself in KeyInfo is the certificate's; undefined when there is none, or one of a kind
 * that is not read here. Readers that verify by it would verify another signature than we do.
 *
 * @standard XML Signature 1.1 §4.5.2
 */
export function keyValueAgrees(
  keyInfo: ElementNode | undefined,
  certificate: Certificate | undefined,
): boolean | undefined {
  const keyValue = childElement(keyInfo, DSIG_NAMESPACE, 'KeyValue');
  if (!keyValue || !certificate) return undefined;
  const rsa = childElement(keyValue, DSIG_NAMESPACE, 'RSAKeyValue');
  if (rsa) return rsaAgrees(rsa, certificate);
  const elliptic = childElement(keyValue, DSIG_11, 'ECKeyValue');
  const point = readBase64(textOf(childElement(elliptic, DSIG_11, 'PublicKey')));
  return elliptic && point?.equals(certificate.publicKey.keyBytes) === true;
}

function rsaAgrees(rsa: ElementNode, certificate: Certificate): boolean {
  const { n, e } = publicKeyOf(certificate.publicKey)?.export({ format: 'jwk' }) ?? {};
  return (
    isSameNumber(textOf(childElement(rsa, DSIG_NAMESPACE, 'Modulus')), n) &&
    isSameNumber(textOf(childElement(rsa, DSIG_NAMESPACE, 'Exponent')), e)
  );
}

function isSameNumber(base64: string, base64url: string | undefined): boolean {
  const written = readBase64(base64)?.toString('hex').replace(/^0+/, '');
  const own = Buffer.from(base64url ?? '', 'base64url')
    .toString('hex')
    .replace(/^0+/, '');
  return written !== undefined && written !== '' && written === own;
}
