import {
  asn1Refusals,
  contentTypeOf,
  OID,
  readAsn1Prefix,
  readOrRefuse,
  readSignedDataNode,
  withoutArmour,
} from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { signatureRefusals } from '../../../signature.refusals';
import { readEvidenceRecordFile } from '../evidence-record/read-evidence-record-file';
import type { FormatReader, Reading, ReadingSubject } from '../format-reader';
import { readTimestampedFile } from '../timestamp/read-timestamped-file';
import { readTokenFile } from '../timestamp/read-token-file';
import { cmsSignatures } from './cms-signatures';
import { contentAmong } from './detached-content';

/** A CMS must stand in memory as a whole: its signed attributes come last. */
const MAX_BYTES = 512 * 1024 * 1024;
/** A CMS of files in files is read one level at a time, so this bounds one structure only. */
const BOUNDS = { maxBytes: MAX_BYTES, maxDepth: 200, maxNodes: 500_000 };
const SIGNED_ENDING = /\.(?:p7m|p7s|p7c|pkcs7|cms|sig|tsd|b64)$/i;

/**
 * Reads what is written in ASN.1: CMS signatures of every kind and encoding (DER, BER, base64, PEM), time-stamp tokens and
 * responses, timestamped data, evidence records. What a CMS carries is given on, to be read in its turn.
 *
 * Refusals: `SIGNATURE_FILE_TOO_LARGE` past 512 MiB, those of libs/asn1 for what cannot be read.
 *
 * @standard RFC 5652; ETSI EN 319 122-1; RFC 3161; RFC 5544; RFC 4998
 */
export const cadesReader: FormatReader = {
  format: 'CAdES',
  read: (subject) => Promise.resolve(readCades(subject)),
};

function readCades(subject: ReadingSubject): Result<Reading> {
  const { source } = subject;
  if (source.size > MAX_BYTES) return refuse(signatureRefusals.FILE_TOO_LARGE({ limit: MAX_BYTES }));
  const bytes = withoutArmour(source.read(0, source.size));
  const type = contentTypeOf(bytes);
  if (type === OID.timestampedData) return readTimestampedFile(bytes, subject);
  if (type !== OID.signedData) return readOther(bytes, subject);
  return readSigned(bytes, subject);
}

/** Structures that are no ContentInfo: a time-stamp response, an evidence record. */
function readOther(bytes: Buffer, subject: ReadingSubject): Result<Reading> {
  const token = readTokenFile(bytes, subject);
  if (token) return token;
  const record = readEvidenceRecordFile(bytes, subject);
  if (record) return record;
  const structure = readOrRefuse(() => readAsn1Prefix(bytes, BOUNDS));
  return structure.ok ? refuse(signatureRefusals.FORMAT_NOT_READ()) : structure;
}

function readSigned(bytes: Buffer, subject: ReadingSubject): Result<Reading> {
  const opened = readOrRefuse(() => {
    const contentInfo = readAsn1Prefix(bytes, BOUNDS);
    return { contentInfo, data: readSignedDataNode(contentInfo) };
  });
  if (!opened.ok) return opened;
  const { contentInfo, data } = opened.value;
  if (data.contentType === OID.tstInfo) return readTokenFile(bytes, subject) ?? notReadable();
  const signatures = readOrRefuse(() =>
    cmsSignatures({
      contentInfo,
      findContent: contentAmong(subject.contents, subject.name),
      name: null,
      trailingBytes: meaningfulBytesAfter(bytes, contentInfo.end),
    }),
  );
  if (!signatures.ok) return signatures;
  const inner = data.content && {
    name: subject.name?.replace(SIGNED_ENDING, ''),
    source: bufferSource(data.content),
  };
  return accept({
    format: 'CAdES',
    signatures: signatures.value,
    inner: inner ? [inner] : [],
  });
}

/** Line ends and zeros that mail and disks leave behind say nothing; anything else could be a second document. */
function meaningfulBytesAfter(bytes: Buffer, end: number): number {
  const isFiller = bytes.subarray(end).every((byte) => byte === 0 || byte === 0x0a || byte === 0x0d);
  return isFiller ? 0 : bytes.length - end;
}

function notReadable(): Result<Reading> {
  return refuse(asn1Refusals.NOT_READABLE({ reason: 'no time-stamp token' }));
}
