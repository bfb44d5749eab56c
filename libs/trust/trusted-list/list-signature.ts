import { readCertificate, readOrNothing, type Certificate } from '@libro-firma/asn1';
import {
  attributeOf,
  childElements,
  DSIG_NAMESPACE,
  processReference,
  readBase64,
  readSignatureElement,
  textOf,
  type ElementNode,
  type SignatureElement,
  type XmlDocument,
  type XmlEngine,
} from '@libro-firma/xml';
import { publicKeyOf, verifyValue } from '../algorithms/verify-value';
import { signatureMethodByUri } from '../algorithms/xml-signature-methods';

/** What the signature of a list proves: arithmetic, no trust. */
export type ListSignature =
  | { readonly state: 'VALID'; readonly signer: Certificate }
  | { readonly state: 'INVALID' | 'NONE'; readonly signer: undefined; readonly reason: string };

const MAX_CERTIFICATES = 10;

const invalid = (reason: string): ListSignature => ({ state: 'INVALID', signer: undefined, reason });

/**
 * Verifies the one signature of a trusted list by the strict profile of TS 119 612: it is a child of the root, there is
 * no other in the document, and one reference covers the whole document but the signature. Transforms are the enveloped
 * signature and a canonicalisation, nothing that could leave a service out.
 *
 * @standard ETSI TS 119 612 §5.7, Annex B
 */
export function verifyListSignature(document: XmlDocument, engine: XmlEngine): ListSignature {
  const all = document.elements.filter(
    ({ localName, namespace }) => localName === 'Signature' && namespace === DSIG_NAMESPACE,
  );
  const [element] = all;
  if (!element) return { state: 'NONE', signer: undefined, reason: 'no signature' };
  if (all.length > 1) return invalid('more than one signature');
  if (element.parent !== document.root) return invalid('signature is not a child of the root');
  const signature = readSignatureElement(element);
  if (!signature) return invalid('signature is not well structured');
  const reason = referenceFault(signature, document, engine);
  return reason === undefined ? verifyBySigner(signature, document) : invalid(reason);
}

function referenceFault(
  signature: SignatureElement,
  document: XmlDocument,
  engine: XmlEngine,
): string | undefined {
  const opened: XmlDocument[] = [];
  const context = { engine, document, signature: signature.element, external: () => undefined, opened };
  const processed = signature.references.map((reference) => processReference(reference, context));
  for (const one of opened) one.dispose();
  if (processed.some(({ digest }) => digest !== 'MATCHES')) return 'a reference does not match';
  const coversAll = processed.some(
    ({ covered, omitted }) =>
      covered.includes(document.root) && omitted.every((one) => one === signature.element),
  );
  return coversAll ? undefined : 'no reference covers the whole list';
}

function verifyBySigner(signature: SignatureElement, document: XmlDocument): ListSignature {
  const algorithm = signatureMethodByUri(attributeOf(signature.signatureMethod, 'Algorithm') ?? '');
  const octets =
    signature.canonicalMethod &&
    document.canonicalise({ apexes: [signature.signedInfo] }, signature.canonicalMethod);
  const { value } = signature;
  const candidates = certificatesOf(signature.keyInfo);
  if (!algorithm || !octets || candidates.length === 0 || !value)
    return invalid('algorithm, certificate or value cannot be read');
  const signer = candidates.find((candidate) => {
    const key = publicKeyOf(candidate.publicKey);
    return key !== undefined && verifyValue(algorithm, key, [octets], value) === 'VALID';
  });
  return signer
    ? { state: 'VALID', signer }
    : invalid('the value was not made by the certificate in the list');
}

/**
 * TS 119 612 §5.7.1 asks for the signer's certificate and no chain; lists of before bring one, in any order. Whose key made
 * the value is the signer, wherever he stands.
 */
function certificatesOf(keyInfo: ElementNode | undefined): readonly Certificate[] {
  return childElements(keyInfo, DSIG_NAMESPACE, 'X509Data')
    .flatMap((data) => childElements(data, DSIG_NAMESPACE, 'X509Certificate'))
    .slice(0, MAX_CERTIFICATES)
    .flatMap((element) => {
      const der = readBase64(textOf(element));
      return (der && readOrNothing(() => readCertificate(der))) ?? [];
    });
}
