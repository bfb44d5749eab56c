import {
  readAsn1Prefix,
  readOrNothing,
  readOrRefuse,
  readSignedData,
  type SignedData,
} from '@libro-firma/asn1';
import type { ByteSource, PdfDocument, SignatureDictionary } from '@libro-firma/pdf';
import { digestName } from '@libro-firma/trust';
import { examineSigner, type SignerFacts } from '../../cms/examine-signer';
import { contentOfBuffer, contentOfRanges, type SignedContent } from '../../cms/signed-content';
import { attachedTimestamps } from '../../timestamp/attached-timestamps';
import { examineTimestamp, type TimestampFacts } from '../../timestamp/examine-timestamp';
import { byteRangeFacts, type ByteRangeFacts } from './byte-range-facts';
import type { LaterChangesFacts, RevisionHistory } from './later-changes/later-changes';
import { claimedTime } from './claimed-time';
import { pdfIntegrity } from './pdf-integrity';
import { rsaSha1AsSignedData } from './rsa-sha1-signature';
import { subFilterKind, type SubFilterKind } from './sub-filter-kind';
import { cmsMaterial } from '../formats/cades/cms-material';
import { NO_MATERIAL, type SharedFacts, type SignatureMaterial } from './shared-facts';

/** All that is known of one signature dictionary. Checks read it, nothing else does. */
export interface PdfSignatureFacts extends SharedFacts {
  readonly family: 'pdf';
  readonly dictionary: SignatureDictionary;
  readonly kind: SubFilterKind;
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
  /** Bytes in /Contents behind the value that are no padding. */
  readonly bytesBehind: number;
}

/** What the facts of every signature of a file share. */
export interface FactsContext {
  readonly source: ByteSource;
  readonly document: PdfDocument;
  readonly history: RevisionHistory;
  readonly revisionEnds: readonly number[];
  readonly securityStore: SignatureMaterial;
}

/** Gathers the facts of one signature dictionary. */
export function pdfSignatureFacts(dictionary: SignatureDictionary, context: FactsContext): PdfSignatureFacts {
  const { source } = context;
  const range = byteRangeFacts(source, dictionary, context.revisionEnds);
  const kind = subFilterKind(dictionary.subFilter);
  const read =
    kind === 'unsupported'
      ? undefined
      : readOrRefuse(() =>
          readSignedData(
            kind === 'rsa-sha1' ? rsaSha1AsSignedData(context.document, dictionary) : dictionary.contents,
          ),
        );
  const data = read?.ok ? read.value : undefined;
  const examined =
    data && range.ranges
      ? examine(kind, dictionary, data, contentOfRanges(source, range.ranges))
      : NOTHING_EXAMINED;
  const own = { dictionary, kind, range, data, ...examined };
  const type = kind === 'timestamp' || dictionary.type === 'DocTimeStamp' ? 'TIMESTAMP' : 'SIGNATURE';
  return {
    ...own,
    family: 'pdf',
    type,
    // PAdES asks more of it than ISO 32000-1 of the older `adbe` forms.
    needsReference: dictionary.subFilter?.startsWith('ETSI.') === true,
    integrity: pdfIntegrity(own),
    bytesBehind: bytesBehind(dictionary.contents),
    signedData: 'FOUND',
    coverage: range.coverage,
    later: laterOf(range, context),
    digests: digestsOf(own),
    evidenceRecords: [],
    material: materialOf(own, context.securityStore),
    described: {
      fieldName: dictionary.fieldName,
      subFilter: dictionary.subFilter,
      claimedSigningTime: type === 'TIMESTAMP' ? null : claimedTime(dictionary, examined.signer?.signer),
      reason: dictionary.reason,
      signedLength: range.ranges ? range.end : null,
    },
  };
}

/** What the CMS brings and what the file holds for all its signatures. */
function materialOf(
  { data, attached }: Pick<PdfSignatureFacts, 'data' | 'attached'>,
  store: SignatureMaterial,
): SignatureMaterial {
  const [signer] = data?.signers ?? [];
  const own = data && signer ? cmsMaterial(data, signer, attached) : NO_MATERIAL;
  return {
    certificates: [...own.certificates, ...store.certificates],
    crls: [...own.crls, ...store.crls],
    ocspResponses: [...own.ocspResponses, ...store.ocspResponses],
  };
}

const ZEROS = Buffer.alloc(64 * 1024);

/** Zeros, and the line ends that some writers leave, are padding; what else is there nobody signed. */
function bytesBehind(contents: Buffer): number {
  const end = readOrNothing(() => readAsn1Prefix(contents).end) ?? contents.length;
  const rest = contents.subarray(end);
  if (rest.length <= ZEROS.length && rest.equals(ZEROS.subarray(0, rest.length))) return 0;
  return rest.filter((byte) => byte !== 0 && byte !== 0x0a && byte !== 0x0d).length;
}

function digestsOf({
  kind,
  signer,
  timestamp,
}: Pick<PdfSignatureFacts, 'kind' | 'signer' | 'timestamp'>): string[] {
  const names = [
    signer?.digest,
    signer?.algorithm?.digest,
    timestamp && digestName(timestamp.info.digestAlgorithm),
    kind === 'sha1-inside' ? 'sha1' : undefined,
  ];
  return names.filter((name) => name !== undefined);
}

/** What only covers a part of the file has no revision that could be compared. */
function laterOf({ coverage, end }: ByteRangeFacts, { history }: FactsContext): LaterChangesFacts {
  return coverage === 'PARTIAL' ? { state: 'UNKNOWN', changes: [] } : history.after(end);
}

type Examined = Pick<
  PdfSignatureFacts,
  'signer' | 'otherSigners' | 'innerDigestMatches' | 'timestamp' | 'attached'
>;

const NOTHING_EXAMINED: Examined = {
  signer: undefined,
  otherSigners: [],
  innerDigestMatches: undefined,
  timestamp: undefined,
  attached: [],
};
const MAX_OTHER_SIGNERS = 10;

function examine(
  kind: SubFilterKind,
  dictionary: SignatureDictionary,
  data: SignedData,
  content: SignedContent,
): Examined {
  const none = NOTHING_EXAMINED;
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
