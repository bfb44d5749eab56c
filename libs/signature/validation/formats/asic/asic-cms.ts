import { readAsn1Prefix, readOrNothing } from '@libro-firma/asn1';
import { contentOfBuffer, type SignedContent } from '../../../cms/signed-content';
import type { AttachedTimestamp } from '../../../timestamp/attached-timestamps';
import { examineTimestamp } from '../../../timestamp/examine-timestamp';
import { NO_MATERIAL, type SignatureMaterial } from '../../facts/shared-facts';
import type { CmsSignatureFacts } from '../cades/cms-signature-facts';
import { cmsSignatures } from '../cades/cms-signatures';
import { tokenFacts } from '../timestamp/token-facts';
import type { AsicManifest } from './asic-manifest';
import { integrityWith, type ContainerFacts } from './container-facts';
import type { ContainerShape } from './container-shape';

/** What signatures and timestamps of a container are read in. */
export interface AsicSubject {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly shape: ContainerShape;
  readonly manifests: readonly AsicManifest[];
}

const CMS_NAME = /^META-INF\/[^/]*signature[^/]*\.p7s$/i;
const TOKEN_NAME = /^META-INF\/[^/]*timestamp[^/]*\.tst$/i;
const ARCHIVE_NAME = /^META-INF\/ASiCArchiveManifest/i;

/**
 * CAdES signatures of a container: over its one file, or over a manifest; with the archive timestamps that cover them.
 *
 * @standard ETSI EN 319 162-1 §4.3.3.2, §4.4.4.1, §5.4
 */
export function asicCmsSignatures(subject: AsicSubject): readonly CmsSignatureFacts[] {
  return [...subject.files].flatMap(([name, bytes]) => {
    if (!CMS_NAME.test(name)) return [];
    const { content, container } = covered(name, subject);
    const found = readOrNothing(() =>
      cmsSignatures({
        contentInfo: readAsn1Prefix(bytes),
        findContent: () => content,
        name,
        trailingBytes: 0,
      }),
    );
    if (!found) return [unreadable(name)];
    return found.map((facts) => inContainer(facts, container, archiveTimestamps(name, subject)));
  });
}

/** Time-stamp tokens that stand by themselves: in a container without signatures. */
export function asicTokens(subject: AsicSubject): readonly CmsSignatureFacts[] {
  return [...subject.files].flatMap(([name, bytes]) => {
    if (!TOKEN_NAME.test(name)) return [];
    const { content, container } = covered(name, subject);
    const facts = tokenFacts({ token: bytes, stamped: content, name });
    return [facts.ok ? inContainer(facts.value, container, []) : { ...unreadable(name), type: 'TIMESTAMP' }];
  });
}

/** What the signature or token of this name is about: the manifest that names it, else the one file there is. */
function covered(
  name: string,
  { files, shape, manifests }: AsicSubject,
): { readonly content: SignedContent | undefined; readonly container: ContainerFacts } {
  const manifest = manifests.find(({ coveredBy }) => coveredBy === name);
  const bytes = manifest?.bytes ?? (shape.only === undefined ? undefined : files.get(shape.only));
  return {
    content: bytes && contentOfBuffer(bytes),
    container: { isSound: shape.isSound, entries: manifest?.entries ?? [] },
  };
}

/** Tokens over archive manifests that list this signature. */
function archiveTimestamps(name: string, { files, manifests }: AsicSubject): readonly AttachedTimestamp[] {
  return manifests
    .filter((manifest) => ARCHIVE_NAME.test(manifest.name))
    .filter(({ entries }) => entries.some(({ uri }) => uri === name))
    .map(({ bytes, coveredBy, entries }) => {
      const token = files.get(coveredBy);
      const facts = token && examineTimestamp(token, contentOfBuffer(bytes));
      const integrity = facts && integrityWith(facts.integrity, { isSound: true, entries });
      return {
        kind: 'ARCHIVE_TIMESTAMP' as const,
        facts: facts && integrity ? { ...facts, integrity } : undefined,
      };
    });
}

function inContainer(
  facts: CmsSignatureFacts,
  container: ContainerFacts,
  archive: readonly AttachedTimestamp[],
): CmsSignatureFacts {
  if (facts.type === 'COUNTER_SIGNATURE') return facts;
  const isMissing = container.entries.some(({ digest }) => digest === 'NOT_FOUND');
  return {
    ...facts,
    container,
    integrity: integrityWith(facts.integrity, container),
    signedData: isMissing ? 'MISSING' : facts.signedData,
    attached: [...facts.attached, ...archive],
    material: withTokens(facts.material, archive),
  };
}

/** A renewed archive carries the data on its earlier tokens in these (EN 319 162-1 Annex A.7). */
function withTokens(material: SignatureMaterial, archive: readonly AttachedTimestamp[]): SignatureMaterial {
  const tokens = archive.flatMap(({ facts }) => facts?.data ?? []);
  return {
    certificates: [...material.certificates, ...tokens.flatMap(({ certificates }) => certificates)],
    crls: [...material.crls, ...tokens.flatMap(({ crls }) => crls)],
    ocspResponses: [...material.ocspResponses, ...tokens.flatMap(({ ocspResponses }) => ocspResponses)],
  };
}

function unreadable(name: string): CmsSignatureFacts {
  return {
    family: 'cms',
    type: 'SIGNATURE',
    data: undefined,
    signer: undefined,
    timestamp: undefined,
    trailingBytes: 0,
    needsReference: false,
    container: { isSound: false, entries: [] },
    integrity: 'BROKEN',
    signedData: 'FOUND',
    coverage: 'NOT_APPLICABLE',
    later: { state: 'NOT_APPLICABLE', changes: [] },
    digests: [],
    attached: [],
    evidenceRecords: [],
    material: NO_MATERIAL,
    described: {
      fieldName: name,
      subFilter: null,
      claimedSigningTime: null,
      reason: null,
      signedLength: null,
    },
  };
}
