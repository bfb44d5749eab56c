import {
  childElement,
  childElements,
  DSIG_NAMESPACE,
  processReference,
  readReferenceElement,
  type ElementNode,
  type ProcessedReference,
  type ReferenceContext,
} from '@libro-firma/xml';
import { MANIFEST_TYPE } from './xades-names';

const MAX_ENTRIES = 2000;

/**
 * Entries of the manifests that a signature covers. XML Signature leaves their validation to the application (§5.1);
 * here a signature over a list of files is a signature over the files.
 *
 * @standard XML Signature 1.1 §5.1; ETSI EN 319 102-1 §5.2.7.4
 */
export function manifestEntries(
  references: readonly ProcessedReference[],
  context: ReferenceContext,
): readonly ProcessedReference[] {
  return references
    .flatMap(manifestsOf)
    .flatMap((manifest) => childElements(manifest, DSIG_NAMESPACE, 'Reference'))
    .slice(0, MAX_ENTRIES)
    .map((entry) => processReference(readReferenceElement(entry), context));
}

function manifestsOf({ reference, covered }: ProcessedReference): readonly ElementNode[] {
  if (reference.type !== MANIFEST_TYPE) return [];
  return covered.flatMap((element) => {
    if (isManifest(element)) return [element];
    const inside = childElement(element, DSIG_NAMESPACE, 'Manifest');
    return inside ? [inside] : [];
  });
}

const isManifest = ({ localName, namespace }: ElementNode): boolean =>
  localName === 'Manifest' && namespace === DSIG_NAMESPACE;
