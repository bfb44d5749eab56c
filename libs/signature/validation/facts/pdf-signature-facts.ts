import {
  readCertificate,
  readOrNothing,
  readOrRefuse,
  readSignedData,
  type Certificate,
  type SignedData,
} from '@libro-firma/asn1';
import type { ByteSource, PdfDocument, SignatureDictionary } from '@libro-firma/pdf';
import { buildPath, type CertificatePath } from '@libro-firma/trust';
import { examineSigner, type SignerFacts } from '../../cms/examine-signer';
import { contentOfBuffer, contentOfRanges, type SignedContent } from '../../cms/signed-content';
import {
  attachedTimestamps,
  examineTimestamp,
  type AttachedTimestamp,
  type TimestampFacts,
} from '../../timestamp/examine-timestamp';
import { byteRangeFacts, type ByteRangeFacts } from './byte-range-facts';
import { laterChanges, type LaterChangesFacts } from './later-changes/later-changes';

/** How the CMS of a signature dictionary relates to the file (ISO 32000-1 §12.8.3, ISO 32000-2 §12.8.3). */
export type SubFilterKind = 'detached' | 'sha1-inside' | 'timestamp' | 'unsupported';

/** All that is known of one signature dictionary. Checks read it, nothing else does. */
export interface PdfSignatureFacts {
  readonly dictionary: SignatureDictionary;
  readonly kind: SubFilterKind;
  /** PAdES asks more of it than ISO 32000-1 of the older `adbe` forms. */
  readonly isEtsi: boolean;
  readonly range: ByteRangeFacts;
  readonly later: LaterChangesFacts;
  /** Undefined when the CMS could not be read, or there is nothing to read. */
  readonly data: SignedData | undefined;
  /** The first signer; undefined when there is none, or nothing to examine it against. */
  readonly signer: SignerFacts | undefined;
  /** Signers beyond the first, of whom there should be none. */
  readonly otherSigners: readonly SignerFacts[];
  /** For the form that keeps a SHA-1 of the file inside the CMS: whether it is that of the file. */
  readonly innerDigestMatches: boolean | undefined;
  readonly timestamp: TimestampFacts | undefined;
  readonly attached: readonly AttachedTimestamp[];
  readonly path: CertificatePath | undefined;
  readonly at: Date;
}

/** What the facts of every signature of a file share. */
export interface FactsContext {
  readonly source: ByteSource;
  readonly document: PdfDocument;
  /** Compare revisions: a file with very many signatures is not worth the work. */
  readonly comparesRevisions: boolean;
  readonly revisionEnds: readonly number[];
  readonly anchors: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly at: Date;
}

const KINDS: Readonly<Record<string, SubFilterKind>> = {
  'ETSI.CAdES.detached': 'detached',
  'adbe.pkcs7.detached': 'detached',
  'adbe.pkcs7.sha1': 'sha1-inside',
  'ETSI.RFC3161': 'timestamp',
};

/** Gathers the facts of one signature dictionary. */
export function pdfSignatureFacts(dictionary: SignatureDictionary, context: FactsContext): PdfSignatureFacts {
  const { source } = context;
  const range = byteRangeFacts(source, dictionary, context.revisionEnds);
  const kind = KINDS[dictionary.subFilter ?? ''] ?? 'unsupported';
  const base = {
    dictionary,
    kind,
    isEtsi: dictionary.subFilter?.startsWith('ETSI.') === true,
    range,
    later: laterOf(range, context),
    at: context.at,
  };
  const nothing = {
    signer: undefined,
    otherSigners: [],
    innerDigestMatches: undefined,
    timestamp: undefined,
    attached: [],
    path: undefined,
  };
  const read = kind === 'unsupported' ? undefined : readOrRefuse(() => readSignedData(dictionary.contents));
  if (!read?.ok) return { ...base, ...nothing, data: undefined };
  const data = read.value;
  if (!range.ranges) return { ...base, ...nothing, data };
  const content = contentOfRanges(source, range.ranges);
  const examined = examine(kind, dictionary, data, content);
  return { ...base, ...nothing, ...examined, data, path: pathOf(examined.signer, data, context) };
}

function laterOf(range: ByteRangeFacts, context: FactsContext): LaterChangesFacts {
  const isComparable =
    range.coverage === 'WHOLE_FILE' || (range.coverage === 'REVISION' && context.comparesRevisions);
  if (!isComparable) return { state: 'UNKNOWN', changes: [] };
  return laterChanges(context.document, range.end, context.revisionEnds);
}

type Examined = Pick<
  PdfSignatureFacts,
  'signer' | 'otherSigners' | 'innerDigestMatches' | 'timestamp' | 'attached'
>;

const MAX_OTHER_SIGNERS = 10;

function examine(
  kind: SubFilterKind,
  dictionary: SignatureDictionary,
  data: SignedData,
  content: SignedContent,
): Examined {
  const none: Examined = {
    signer: undefined,
    otherSigners: [],
    innerDigestMatches: undefined,
    timestamp: undefined,
    attached: [],
  };
  if (kind === 'timestamp') {
    const timestamp = examineTimestamp(dictionary.contents, content);
    return { ...none, timestamp, signer: timestamp?.signer };
  }
  const [info, ...others] = data.signers;
  if (!info) return none;
  if (kind === 'sha1-inside') {
    const inner = data.content ?? Buffer.alloc(0);
    return {
      ...none,
      signer: examineSigner(data, info, contentOfBuffer(inner)),
      innerDigestMatches: content.digest('sha1').equals(inner),
      attached: attachedTimestamps(info, contentOfBuffer(inner)),
    };
  }
  return {
    ...none,
    signer: examineSigner(data, info, content),
    otherSigners: others.slice(0, MAX_OTHER_SIGNERS).map((other) => examineSigner(data, other, content)),
    attached: attachedTimestamps(info, content),
  };
}

function pathOf(
  signer: SignerFacts | undefined,
  data: SignedData,
  context: FactsContext,
): CertificatePath | undefined {
  return (
    signer?.certificate &&
    buildPath(signer.certificate, {
      anchors: context.anchors,
      intermediates: [...data.certificates, ...context.intermediates],
      at: context.at,
    })
  );
}

/** Certificates out of DER, those that cannot be read left out. */
export function readableCertificates(ders: readonly Buffer[]): readonly Certificate[] {
  return ders.flatMap((der) => readOrNothing(() => readCertificate(der)) ?? []);
}
