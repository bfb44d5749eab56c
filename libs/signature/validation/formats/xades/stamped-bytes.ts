import type { ElementNode } from '@libro-firma/xml';
import { XADES_141 } from './xades-names';

type Lazy = () => Buffer | undefined;

/** Pieces of a signature that timestamps may cover, canonical by the timestamp's method; undefined: not computed. */
export interface StampedParts {
  /** References but that to the signed properties. */
  readonly content: readonly (Buffer | undefined)[];
  readonly included: readonly (Buffer | undefined)[];
  readonly allReferences: readonly (Buffer | undefined)[];
  readonly signedInfo: Lazy;
  readonly value: Lazy;
  readonly keyInfo: Lazy;
  /** Unsigned properties that stand before the timestamp, in their order. */
  readonly unsignedBefore: readonly { readonly localName: string; readonly bytes: Lazy }[];
  /** Objects of the signature but that with the properties. */
  readonly objects: readonly { readonly isReferenced: boolean; readonly bytes: Lazy }[];
}

const REFERENCES_V1 = /^(Complete|Attribute)(Certificate|Revocation)Refs$/;
const REFERENCES_V2 = /^(Complete|Attribute)(CertificateRefsV2|RevocationRefs)$/;

/**
 * The bytes that a timestamp of this name covers: one sequence, or several where editions of the standard differ.
 * Undefined where a part of them could not be computed.
 *
 * @standard ETSI EN 319 132-1 §5.2.8, §5.3, §5.5.2, A.1.5; ETSI TS 101 903 (1.4.1) §7.5, §8.2.1
 */
export function stampedBytes(element: ElementNode, parts: StampedParts): readonly Buffer[] | undefined {
  const sequences = sequencesFor(element, parts).map(joined);
  return sequences.some((one) => one === undefined)
    ? undefined
    : sequences.filter((one) => one !== undefined);
}

function sequencesFor(
  element: ElementNode,
  parts: StampedParts,
): readonly (readonly (Buffer | undefined)[])[] {
  switch (element.localName) {
    case 'AllDataObjectsTimeStamp':
      return [parts.content];
    case 'IndividualDataObjectsTimeStamp':
      return [parts.included];
    case 'SignatureTimeStamp':
      return [[parts.value()]];
    case 'RefsOnlyTimeStamp':
      return [unsignedNamed(parts, REFERENCES_V1)];
    case 'RefsOnlyTimeStampV2':
      return [unsignedNamed(parts, REFERENCES_V2)];
    case 'SigAndRefsTimeStamp':
      return [[parts.value(), ...unsignedNamed(parts, REFERENCES_V1, 'SignatureTimeStamp')]];
    case 'SigAndRefsTimeStampV2':
      return [[parts.value(), ...unsignedNamed(parts, REFERENCES_V2, 'SignatureTimeStamp')]];
    default:
      return archiveSequences(element, parts);
  }
}

function unsignedNamed(
  { unsignedBefore }: StampedParts,
  pattern: RegExp,
  also?: string,
): readonly (Buffer | undefined)[] {
  return unsignedBefore
    .filter(({ localName }) => pattern.test(localName) || localName === also)
    .map(({ bytes }) => bytes());
}

/**
 * An archive timestamp covers everything. EN 319 132-1 §5.5.2.2 counts all other objects in, TS 101 903 §8.2.1 only
 * those that no reference covers already.
 */
function archiveSequences(
  element: ElementNode,
  parts: StampedParts,
): readonly (readonly (Buffer | undefined)[])[] {
  const start = [
    ...parts.allReferences,
    parts.signedInfo(),
    parts.value(),
    parts.keyInfo(),
    ...parts.unsignedBefore.map(({ bytes }) => bytes()),
  ];
  const all = parts.objects.map(({ bytes }) => bytes());
  const unreferenced = parts.objects.filter(({ isReferenced }) => !isReferenced).map(({ bytes }) => bytes());
  const sequences = [
    [...start, ...all],
    [...start, ...unreferenced],
  ];
  return element.namespace === XADES_141 ? sequences : [...sequences, start];
}

function joined(pieces: readonly (Buffer | undefined)[]): Buffer | undefined {
  return pieces.includes(undefined)
    ? undefined
    : Buffer.concat(pieces.filter((piece) => piece !== undefined));
}
