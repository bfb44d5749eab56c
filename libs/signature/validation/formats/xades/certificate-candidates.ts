import { readCertificate, readOrNothing, type Certificate } from '@libro-firma/asn1';
import {
  childElements,
  DSIG_NAMESPACE,
  elementsWithin,
  readBase64,
  textOf,
  type ElementNode,
} from '@libro-firma/xml';
import { isXades } from './xades-names';

const MAX_CERTIFICATES = 200;

/** Certificates in `ds:KeyInfo`, in their order; what is no certificate is passed over. */
export function keyInfoCertificates(keyInfo: ElementNode | undefined): readonly Certificate[] {
  return childElements(keyInfo, DSIG_NAMESPACE, 'X509Data')
    .flatMap((data) => childElements(data, DSIG_NAMESPACE, 'X509Certificate'))
    .slice(0, MAX_CERTIFICATES)
    .flatMap((element) => decoded(element, readCertificate) ?? []);
}

/** Values of this name anywhere in the unsigned properties, decoded. */
export function encapsulated(
  unsigned: ElementNode | undefined,
  localName: 'EncapsulatedX509Certificate' | 'EncapsulatedCRLValue' | 'EncapsulatedOCSPValue',
): readonly Buffer[] {
  if (!unsigned) return [];
  return [...elementsWithin(unsigned)]
    .filter((element) => isXades(element, localName))
    .slice(0, MAX_CERTIFICATES)
    .flatMap((element) => readBase64(textOf(element)) ?? []);
}

/** Certificates among the unsigned properties. */
export function encapsulatedCertificates(unsigned: ElementNode | undefined): readonly Certificate[] {
  return encapsulated(unsigned, 'EncapsulatedX509Certificate').flatMap(
    (der) => readOrNothing(() => readCertificate(der)) ?? [],
  );
}

function decoded<T>(element: ElementNode, read: (bytes: Buffer) => T): T | undefined {
  const bytes = readBase64(textOf(element));
  return bytes && readOrNothing(() => read(bytes));
}
