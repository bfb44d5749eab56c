import { readCertificate, readOrNothing, type Certificate } from '@libro-firma/asn1';
import {
  attributeOf,
  childElement,
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
  const signer = signerOf(signature.keyInfo);
  const key = signer && publicKeyOf(signer.publicKey);
  if (!algorithm || !octets || !key || !signature.value)
    return invalid('algorithm, key or value cannot be read');
  return verifyValue(algorithm, key, [octets], signature.value) === 'VALID'
    ? { state: 'VALID', signer }
    : invalid('the value was not made by the certificate in the list');
}

/** The first certificate of KeyInfo: TS 119 612 §5.7.1 asks for the signer's, and for no chain. */
function signerOf(keyInfo: ElementNode | undefined): Certificate | undefined {
  const [data] = childElements(keyInfo, DSIG_NAMESPACE, 'X509Data').filter((one) =>
    childElement(one, DSIG_NAMESPACE, 'X509Certificate'),
  );
  const der = readBase64(textOf(childElement(data, DSIG_NAMESPACE, 'X509Certificate')));
  return der && readOrNothing(() => readCertificate(der));
}
