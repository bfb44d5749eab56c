import {
  attributeOf,
  CANONICAL_XML_10,
  childElement,
  childElements,
  DSIG_NAMESPACE,
  readBase64,
  readCanonicalMethod,
  textOf,
  type CanonicalMethod,
  type ElementNode,
  type ProcessedReference,
  type SignatureElement,
  type XmlDocument,
} from '@libro-firma/xml';
import { contentOfBuffer } from '../../../cms/signed-content';
import type { AttachedTimestamp } from '../../../timestamp/attached-timestamps';
import { examineTimestamp } from '../../../timestamp/examine-timestamp';
import type { TimestampKind } from '../../report/validation-report';
import type { QualifyingProperties } from './qualifying-properties';
import { stampedBytes, type StampedParts } from './stamped-bytes';
import { isSignedPropertiesType, xadesChildren, xadesPath } from './xades-names';

export interface TimestampedSignature {
  readonly document: XmlDocument;
  readonly signature: SignatureElement;
  readonly references: readonly ProcessedReference[];
  readonly properties: QualifyingProperties;
}

const KINDS: ReadonlyMap<string, TimestampKind> = new Map([
  ['AllDataObjectsTimeStamp', 'CONTENT_TIMESTAMP'],
  ['IndividualDataObjectsTimeStamp', 'CONTENT_TIMESTAMP'],
  ['SignatureTimeStamp', 'SIGNATURE_TIMESTAMP'],
  ['RefsOnlyTimeStamp', 'REFERENCES_TIMESTAMP'],
  ['RefsOnlyTimeStampV2', 'REFERENCES_TIMESTAMP'],
  ['SigAndRefsTimeStamp', 'REFERENCES_TIMESTAMP'],
  ['SigAndRefsTimeStampV2', 'REFERENCES_TIMESTAMP'],
  ['ArchiveTimeStamp', 'ARCHIVE_TIMESTAMP'],
]);

const MAX_TIMESTAMPS = 50;

/**
 * All timestamps of a signature: over its content (signed properties), over its value, its references and all of it
 * (unsigned ones), each examined against the bytes that its kind covers.
 *
 * @standard ETSI EN 319 132-1 §5.2.8, §5.3, §5.5; ETSI TS 101 903 §7.2.9, §7.3, §7.5, §7.7
 */
export function xadesTimestamps(subject: TimestampedSignature): readonly AttachedTimestamp[] {
  const { properties } = subject;
  const signed = childElements(xadesPath(properties.claimed, 'SignedDataObjectProperties'));
  return [...signed, ...childElements(properties.unsigned)]
    .filter((element) => KINDS.has(element.localName))
    .slice(0, MAX_TIMESTAMPS)
    .flatMap((element) => examineElement(element, subject));
}

function examineElement(element: ElementNode, subject: TimestampedSignature): readonly AttachedTimestamp[] {
  const kind = KINDS.get(element.localName) ?? 'ARCHIVE_TIMESTAMP';
  const tokens = xadesChildren(element, 'EncapsulatedTimeStamp');
  const candidates = stampedBytes(element, partsOf(element, subject));
  if (tokens.length === 0) return [{ kind, facts: undefined }];
  return tokens.map((token) => ({ kind, facts: examineToken(readBase64(textOf(token)), candidates) }));
}

/** The editions of the standard differ in what an archive timestamp covers; the one that fits is the one meant. */
function examineToken(
  token: Buffer | undefined,
  candidates: readonly Buffer[] | undefined,
): AttachedTimestamp['facts'] {
  if (!token) return undefined;
  if (!candidates) return examineTimestamp(token, undefined);
  const examined = candidates.map((bytes) => examineTimestamp(token, contentOfBuffer(bytes)));
  return examined.find((facts) => facts?.imprint === 'MATCHES') ?? examined[0];
}

function partsOf(element: ElementNode, subject: TimestampedSignature): StampedParts {
  const { document, signature, references, properties } = subject;
  const method = methodOf(element);
  const canonical = (part: ElementNode): Buffer | undefined =>
    method && document.canonicalise({ apexes: [part] }, method);
  const octets = (reference: ProcessedReference): Buffer | undefined => method && reference.octetsBy(method);
  return {
    content: references.filter(({ reference }) => !isSignedPropertiesType(reference.type)).map(octets),
    included: includedOctets(element, references, octets),
    allReferences: references.map(octets),
    signedInfo: () => canonical(signature.signedInfo),
    value: () => canonical(signature.valueElement),
    keyInfo: () => (signature.keyInfo ? canonical(signature.keyInfo) : Buffer.alloc(0)),
    unsignedBefore: earlierThan(element, properties.unsigned).map((one) => ({
      localName: one.localName,
      bytes: () => canonical(one),
    })),
    objects: signature.objects
      .filter((object) => !holdsProperties(object))
      .map((object) => ({
        isReferenced: references.some(({ covered }) => covered.includes(object)),
        bytes: () => canonical(object),
      })),
  };
}

/** The timestamp's own method; Canonical XML 1.0 where it names none (EN 319 132-1 §4.5). */
function methodOf(element: ElementNode): CanonicalMethod | undefined {
  const named = childElement(element, DSIG_NAMESPACE, 'CanonicalizationMethod');
  const isNamed = (attributeOf(named, 'Algorithm') ?? '') !== '';
  return isNamed ? readCanonicalMethod(named) : CANONICAL_XML_10;
}

function earlierThan(element: ElementNode, unsigned: ElementNode | undefined): readonly ElementNode[] {
  return childElements(unsigned).filter(({ order }) => order < element.order);
}

function holdsProperties(object: ElementNode): boolean {
  return xadesChildren(object, 'QualifyingProperties').length > 0;
}

/** Octets of the references that an IndividualDataObjectsTimeStamp lists; one that is not there has none. */
function includedOctets(
  element: ElementNode,
  references: readonly ProcessedReference[],
  octets: (reference: ProcessedReference) => Buffer | undefined,
): readonly (Buffer | undefined)[] {
  return xadesChildren(element, 'Include').map((include) => {
    const id = (attributeOf(include, 'URI') ?? '').replace(/^#/, '');
    const named = references.filter(({ reference }) => reference.id === id);
    return named.length === 1 && named[0] ? octets(named[0]) : Buffer.alloc(0);
  });
}
