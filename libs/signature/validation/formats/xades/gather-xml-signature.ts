import {
  attributeOf,
  isWithin,
  processReference,
  readSignatureElement,
  textOf,
  type ElementNode,
  type ProcessedReference,
  type ReferenceContext,
  type SignatureElement,
  type XmlDocument,
  type XmlEngine,
} from '@libro-firma/xml';
import { NO_MATERIAL, type SignatureDescription } from '../../facts/shared-facts';
import type { Integrity } from '../../report/validation-report';
import { encapsulated, encapsulatedCertificates, keyInfoCertificates } from './certificate-candidates';
import { countersTheValue, isCounterSignature } from './counter-signatures';
import { keyValueAgrees } from './key-value';
import { manifestEntries } from './manifest-entries';
import { qualifyingProperties, type QualifyingProperties } from './qualifying-properties';
import { sealingEvidence } from './sealing-evidence';
import { signerProof } from './signer-proof';
import { xadesTimestamps } from './xades-timestamps';
import { isInnerType, isSignedPropertiesType, xadesPath } from './xades-names';
import { xmlCoverage } from './xml-coverage';
import type { XmlReferenceFacts, XmlSignatureFacts } from './xml-signature-facts';

/** Where an XML signature stands. */
export interface XmlSubject {
  readonly engine: XmlEngine;
  readonly document: XmlDocument;
  /** Bytes of files outside the document, by the URI as it is written. */
  readonly external: (uri: string | undefined) => Buffer | undefined;
  /** Documents opened on the way; the caller disposes of them. */
  readonly opened: XmlDocument[];
}

/** Gathers all that is to be known of one `ds:Signature`. */
export function gatherXmlSignature(element: ElementNode, subject: XmlSubject): XmlSignatureFacts {
  const signature = readSignatureElement(element);
  if (!signature) return unreadable(element);
  const context: ReferenceContext = { ...subject, signature: element };
  const references = signature.references.map((reference) => processReference(reference, context));
  const entries = manifestEntries(references, context);
  const properties = qualifyingProperties(signature, references, subject.document);
  const content = references.filter(({ reference }) => !isSignedPropertiesType(reference.type));
  const { document } = subject;
  const signer = signerProof({ document, signature, properties, digest: content[0]?.digestName });
  const isCounter = isCounterSignature(element, references);
  const counters = isCounter ? countersTheValue(element, references) : undefined;
  const all = [...references, ...entries];
  const integrity = integrityOf(signer.value, { references, entries }, properties, counters);
  return {
    family: 'xml',
    type: isCounter ? 'COUNTER_SIGNATURE' : 'SIGNATURE',
    isWellStructured: true,
    signer,
    // Signatures without any property are plain XML signatures, of which no standard asks for a reference.
    needsReference: properties.state !== 'ABSENT',
    integrity,
    signedData: all.some(({ digest }) => digest === 'NOT_FOUND') ? 'MISSING' : 'FOUND',
    coverage: isCounter ? 'NOT_APPLICABLE' : xmlCoverage(document, element, references),
    later: { state: 'NOT_APPLICABLE', changes: [] },
    digests: digestsOf(all, signer.algorithm?.digest),
    attached: xadesTimestamps({ document, signature, references, properties }),
    evidenceRecords: sealingEvidence(properties.unsigned),
    material: materialOf(signature, properties),
    described: describe(signature, properties),
    references: [
      ...references.map((one) => referenceFacts(one, properties, element)),
      ...entries.map((one) => ({
        ...referenceFacts(one, properties, element),
        role: 'MANIFEST_ENTRY' as const,
        isFalseObject: false,
      })),
    ],
    properties: properties.state,
    keyValueAgrees: keyValueAgrees(signature.keyInfo, signer.certificate),
    countersTheValue: counters,
  };
}

/** `BROKEN` when anything that was computed is wrong, `UNKNOWN` when something could not be computed. */
function integrityOf(
  value: string,
  { references, entries }: Readonly<Record<'references' | 'entries', readonly ProcessedReference[]>>,
  { state }: QualifyingProperties,
  counters: boolean | undefined,
): Integrity {
  const own = references.map(({ digest }) => digest);
  const digests = [...own, ...entries.map(({ digest }) => digest)];
  if (value === 'INVALID' || value === 'KEY_MISMATCH' || counters === false) return 'BROKEN';
  if (digests.includes('DIFFERS') || digests.includes('AMBIGUOUS')) return 'BROKEN';
  if (state === 'ELSEWHERE' || state === 'AMBIGUOUS') return 'BROKEN';
  // A file that a manifest names and nobody brought is missing; the signature over the manifest holds without it.
  const isComputed = own.every((one) => one === 'MATCHES') && !digests.includes('NOT_ALLOWED');
  return value === 'VALID' && isComputed ? 'INTACT' : 'UNKNOWN';
}

function digestsOf(references: readonly ProcessedReference[], own: string | undefined): readonly string[] {
  const names = [own, ...references.map(({ digestName }) => digestName)];
  return [...new Set(names.filter((name) => name !== undefined))];
}

function referenceFacts(
  { reference, target, digest, covered }: ProcessedReference,
  { signed }: QualifyingProperties,
  signature: ElementNode,
): XmlReferenceFacts {
  const isProperties = signed !== undefined && covered.includes(signed);
  return {
    uri: reference.uri ?? null,
    role: isProperties || isSignedPropertiesType(reference.type) ? 'SIGNED_PROPERTIES' : 'CONTENT',
    digest,
    isFalseObject:
      isInnerType(reference.type) &&
      (target.kind === 'octets' || covered.some((element) => !isWithin(element, signature))),
  };
}

function materialOf(
  { keyInfo }: SignatureElement,
  { unsigned }: QualifyingProperties,
): XmlSignatureFacts['material'] {
  return {
    certificates: [...keyInfoCertificates(keyInfo), ...encapsulatedCertificates(unsigned)],
    crls: encapsulated(unsigned, 'EncapsulatedCRLValue'),
    ocspResponses: encapsulated(unsigned, 'EncapsulatedOCSPValue'),
  };
}

function describe({ id }: SignatureElement, { signed }: QualifyingProperties): SignatureDescription {
  const time = textOf(xadesPath(signed, 'SignedSignatureProperties', 'SigningTime')).trim();
  const instant = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)?$/.test(time) ? Date.parse(time) : Number.NaN;
  return {
    fieldName: id ?? null,
    subFilter: null,
    claimedSigningTime: Number.isNaN(instant) ? null : new Date(instant).toISOString(),
    reason: null,
    signedLength: null,
  };
}

/** A signature whose parts do not stand where they should: nothing in it is read. */
function unreadable(element: ElementNode): XmlSignatureFacts {
  return {
    family: 'xml',
    type: 'SIGNATURE',
    isWellStructured: false,
    signer: undefined,
    needsReference: false,
    integrity: 'BROKEN',
    signedData: 'FOUND',
    coverage: 'PARTIAL',
    later: { state: 'NOT_APPLICABLE', changes: [] },
    digests: [],
    attached: [],
    evidenceRecords: [],
    material: NO_MATERIAL,
    described: {
      fieldName: attributeOf(element, 'Id') ?? null,
      subFilter: null,
      claimedSigningTime: null,
      reason: null,
      signedLength: null,
    },
    references: [],
    properties: 'ABSENT',
    keyValueAgrees: undefined,
    countersTheValue: undefined,
  };
}
