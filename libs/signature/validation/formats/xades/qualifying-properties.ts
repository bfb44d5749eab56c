import {
  attributeOf,
  childElements,
  type ElementNode,
  type ProcessedReference,
  type SignatureElement,
  type XmlDocument,
} from '@libro-firma/xml';
import { isSignedPropertiesType, isXades, xadesPath } from './xades-names';

/** The XAdES properties of one signature. */
export interface QualifyingProperties {
  /**
   * `SIGNED`: a reference of this signature covers this very element. `NOT_SIGNED`: they stand there and nothing
   * covers them, so nothing in them is believed. `ELSEWHERE`: a reference that says that it covers them leads to
   * another place, as in signature wrapping.
   */
  readonly state: 'SIGNED' | 'NOT_SIGNED' | 'ELSEWHERE' | 'AMBIGUOUS' | 'ABSENT';
  /** The signed properties, only when they are signed. */
  readonly signed: ElementNode | undefined;
  /** The properties that call themselves signed; whether they are says `state`. */
  readonly claimed: ElementNode | undefined;
  /** Anybody may have added these. */
  readonly unsigned: ElementNode | undefined;
}

/**
 * Finds the properties that belong to a signature: those in its own objects, and of them only what one of its
 * references covers whole, judged by the element itself and never by a name that another could bear too.
 *
 * @standard ETSI EN 319 132-1 §4.3.1, §4.4.2; ETSI TS 101 903 §6.3
 */
export function qualifyingProperties(
  signature: SignatureElement,
  references: readonly ProcessedReference[],
  document: XmlDocument,
): QualifyingProperties {
  const found = signature.objects
    .flatMap((object) => childElements(object))
    .filter((child) => isXades(child, 'QualifyingProperties'))
    .filter((child) => !pointsAtAnother(child, signature, document));
  const [properties] = found;
  const claims = references.filter(({ reference }) => isSignedPropertiesType(reference.type));
  if (!properties) {
    return { ...NONE, state: claims.length > 0 ? 'ELSEWHERE' : 'ABSENT' };
  }
  if (found.length > 1) return { ...NONE, state: 'AMBIGUOUS' };
  const claimed = xadesPath(properties, 'SignedProperties');
  const unsigned = xadesPath(properties, 'UnsignedProperties', 'UnsignedSignatureProperties');
  const isCovered = claimed !== undefined && references.some((one) => coversWhole(one, claimed));
  if (isCovered) return { state: 'SIGNED', signed: claimed, claimed, unsigned };
  const state = claims.some(leadsElsewhere) ? 'ELSEWHERE' : claimed ? 'NOT_SIGNED' : 'ABSENT';
  return { state, signed: undefined, claimed, unsigned };
}

const NONE = { signed: undefined, claimed: undefined, unsigned: undefined };

/** A claim that leads to nothing is missing data; one that leads to other bytes is an attack or a mistake. */
function leadsElsewhere({ digest }: ProcessedReference): boolean {
  return digest === 'MATCHES' || digest === 'AMBIGUOUS';
}

/** Where they stand says whose they are; a target that names another signature contradicts it. */
function pointsAtAnother(
  properties: ElementNode,
  { element }: SignatureElement,
  document: XmlDocument,
): boolean {
  const target = (attributeOf(properties, 'Target') ?? '').replace(/^#/, '');
  const named = document.elementsById(target);
  return named.length > 0 && !named.includes(element);
}

function coversWhole({ covered, omitted }: ProcessedReference, element: ElementNode): boolean {
  return omitted.length === 0 && covered.includes(element);
}
