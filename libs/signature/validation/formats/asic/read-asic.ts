import { accept, refuse, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { xmlEngine } from '@libro-firma/xml';
import { DEFAULT_CONTAINER_BOUNDS, readContainer } from '../../../container/read-container';
import { signatureRefusals } from '../../../signature.refusals';
import type { GatheredFacts } from '../../facts/signature-facts';
import type { EvidenceRecordReport } from '../../report/validation-report';
import type { FormatReader, InnerDocument, Reading, ReadingSubject } from '../format-reader';
import { asicCmsSignatures, asicTokens, type AsicSubject } from './asic-cms';
import { asicEvidence } from './asic-evidence';
import { asicManifests, pathOf, type AsicManifest } from './asic-manifest';
import { asicXmlSignatures } from './asic-xades';
import { containerShape } from './container-shape';

/**
 * Reads ASiC-S and ASiC-E containers with CAdES or XAdES, time-stamp tokens and evidence records, and signed
 * OpenDocument files. Other ZIP files have no signature.
 *
 * Refusals: `CONTAINER_…` for what cannot be read safely, `SIGNATURE_FILE_TOO_LARGE` past 256 MiB.
 *
 * @standard ETSI EN 319 162-1, EN 319 162-2
 */
export const asicReader: FormatReader = { format: 'ASiC-E', read };

async function read({ source, name }: ReadingSubject): Promise<Result<Reading>> {
  const limit = DEFAULT_CONTAINER_BOUNDS.maxBytes;
  if (source.size > limit) return refuse(signatureRefusals.FILE_TOO_LARGE({ limit }));
  const container = await readContainer(source.read(0, source.size));
  if (!container.ok) return container;
  const engine = await xmlEngine();
  const { files } = container.value;
  const shape = containerShape(container.value, name);
  const manifests = asicManifests(files, engine);
  const subject: AsicSubject = { files, shape, manifests };
  const signatures: readonly GatheredFacts[] = [
    ...asicCmsSignatures(subject),
    ...asicXmlSignatures(subject, engine),
  ];
  const found = signatures.length > 0 ? signatures : asicTokens(subject);
  const evidenceRecords = asicEvidence(subject);
  if (found.length === 0 && evidenceRecords.length === 0) return accept({ format: 'NONE', signatures: [] });
  return accept(readingOf(subject, found, evidenceRecords));
}

function readingOf(
  { files, shape, manifests }: AsicSubject,
  found: readonly GatheredFacts[],
  evidenceRecords: readonly EvidenceRecordReport[],
): Reading {
  const covered = coveredFiles(shape.only, manifests, found);
  const uncovered = shape.documents.filter((name) => !covered.has(name));
  return {
    format: shape.format,
    signatures: found.map((facts) => ({ ...facts, coverage: coverageOf(facts, uncovered) })),
    uncovered,
    evidenceRecords,
    inner: innerDocuments(shape.documents, files),
  };
}

function coverageOf(
  { type, coverage }: GatheredFacts,
  uncovered: readonly string[],
): GatheredFacts['coverage'] {
  if (type === 'COUNTER_SIGNATURE') return coverage;
  return uncovered.length > 0 ? 'PARTIAL' : 'WHOLE_FILE';
}

/** Files whose digest some signature, timestamp or manifest under one holds and which match it. */
function coveredFiles(
  only: string | undefined,
  manifests: readonly AsicManifest[],
  found: readonly GatheredFacts[],
): ReadonlySet<string> {
  const byManifest = manifests.flatMap(({ entries }) => entries);
  const byReference = found.flatMap((facts) => (facts.family === 'xml' ? facts.references : []));
  const matching = [
    ...byManifest.map(({ uri, digest }) => ({ name: uri, digest })),
    ...byReference.map(({ uri, digest }) => ({ name: pathOf(uri ?? ''), digest })),
  ].filter(({ digest }) => digest === 'MATCHES');
  const isWhole = only !== undefined && found.some(({ family }) => family === 'cms');
  return new Set([...matching.map(({ name }) => name), ...(isWhole ? [only] : [])]);
}

const MAX_INNER = 50;
const MAX_INNER_BYTES = 64 * 1024 * 1024;

/** Documents that may be signed themselves are read in their turn. */
function innerDocuments(
  documents: readonly string[],
  files: ReadonlyMap<string, Buffer>,
): readonly InnerDocument[] {
  return documents
    .flatMap((name) => {
      const bytes = files.get(name);
      return bytes && bytes.length <= MAX_INNER_BYTES ? [{ name, source: bufferSource(bytes) }] : [];
    })
    .slice(0, MAX_INNER);
}
