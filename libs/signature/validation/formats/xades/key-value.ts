import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Certificate } from '@libro-firma/asn1';
import { publicKeyOf } from '@libro-firma/trust';
import {
  attributeOf,
  childElement,
  DSIG_NAMESPACE,
  readBase64,
  textOf,
  type ElementNode,
} from '@libro-firma/xml';

const DSIG_11 = 'http://www.w3.org/2009/xmldsig11#';
/** First byte of a point of which both coordinates follow (SEC 1 §2.3.3). */
const UNCOMPRESSED = 4;

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

const CURVES: Readonly<Record<string, { readonly crv: string; readonly bytes: number }>> = {
  'urn:oid:1.2.840.10045.3.1.7': { crv: 'P-256', bytes: 32 },
  'urn:oid:1.3.132.0.34': { crv: 'P-384', bytes: 48 },
  'urn:oid:1.3.132.0.35': { crv: 'P-521', bytes: 66 },
};

/**
 * The key that stands by itself in KeyInfo; undefined when there is none, or one of a kind that is not read here. It
 * tells whether value and content belong together, and names nobody.
 *
 * @standard XML Signature 1.1 §4.5.2
 */
export function keyOfKeyValue(keyInfo: ElementNode | undefined): KeyObject | undefined {
  const keyValue = childElement(keyInfo, DSIG_NAMESPACE, 'KeyValue');
  const key = rsaKey(childElement(keyValue, DSIG_NAMESPACE, 'RSAKeyValue')) ?? ellipticKey(keyValue);
  if (!key) return undefined;
  try {
    return createPublicKey({ key, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function rsaKey(element: ElementNode | undefined): JsonWebKey | undefined {
  const n = readBase64(textOf(childElement(element, DSIG_NAMESPACE, 'Modulus')));
  const e = readBase64(textOf(childElement(element, DSIG_NAMESPACE, 'Exponent')));
  return element && n && e && { kty: 'RSA', n: n.toString('base64url'), e: e.toString('base64url') };
}

function ellipticKey(keyValue: ElementNode | undefined): JsonWebKey | undefined {
  const element = childElement(keyValue, DSIG_11, 'ECKeyValue');
  const curve = CURVES[attributeOf(childElement(element, DSIG_11, 'NamedCurve'), 'URI') ?? ''];
  const point = readBase64(textOf(childElement(element, DSIG_11, 'PublicKey')));
  if (!curve || point?.length !== 1 + 2 * curve.bytes || point[0] !== UNCOMPRESSED) return undefined;
  const [x, y] = [point.subarray(1, 1 + curve.bytes), point.subarray(1 + curve.bytes)];
  return { kty: 'EC', crv: curve.crv, x: x.toString('base64url'), y: y.toString('base64url') };
}
