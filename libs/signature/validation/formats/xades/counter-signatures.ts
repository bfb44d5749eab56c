import { DSIG_NAMESPACE, type ElementNode, type ProcessedReference } from '@libro-firma/xml';
import { isCountersignedType, isXades } from './xades-names';

/**
 * True for a signature that stands in the counter-signature property of another, or by itself over the value of one.
 * The type of a reference alone makes none: what it says of other content takes nothing from the signature of that.
 */
export function isCounterSignature(element: ElementNode, references: readonly ProcessedReference[]): boolean {
  return (
    embracing(element) !== undefined ||
    (references.some(({ reference }) => isCountersignedType(reference.type)) &&
      countersTheValue(element, references))
  );
}

/**
 * Whether a counter-signature covers the value of the signature in which it stands, or, standing by itself, of some
 * signature: one that covers anything else was put there by somebody who did not see what he counters.
 *
 * @standard ETSI EN 319 132-1 §5.2.7; ETSI TS 101 903 §7.2.4
 */
export function countersTheValue(element: ElementNode, references: readonly ProcessedReference[]): boolean {
  const countered = embracing(element);
  return references.some(({ covered, omitted }) =>
    covered.some(
      (target) => omitted.length === 0 && isValue(target) && (!countered || target.parent === countered),
    ),
  );
}

/** The signature in whose counter-signature property this one stands. */
function embracing(element: ElementNode): ElementNode | undefined {
  if (!element.parent || !isXades(element.parent, 'CounterSignature')) return undefined;
  let outer: ElementNode | undefined = element.parent;
  while (outer && !(outer.localName === 'Signature' && outer.namespace === DSIG_NAMESPACE))
    outer = outer.parent;
  return outer;
}

const isValue = ({ localName, namespace }: ElementNode): boolean =>
  localName === 'SignatureValue' && namespace === DSIG_NAMESPACE;
