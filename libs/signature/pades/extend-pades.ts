import { wrapBasicOcsp, type Certificate } from '@libro-firma/asn1';
import { accept, refuse, type Clock, type Refusal, type Result } from '@libro-firma/kernel';
import {
  appendDssDictionary,
  concatSource,
  signatureKey,
  type ByteSource,
  type SecurityStore,
} from '@libro-firma/pdf';
import type { DigestAlgorithm } from '../algorithms/creation-algorithms';
import { collectMaterial } from '../long-term/collect-material';
import {
  certificatesOf,
  judgedAt,
  statementsOf,
  type MaterialSubject,
  type MissingEvidence,
  type SubjectMaterial,
} from '../long-term/validation-material';
import type { Transport } from '../network/transport';
import type { RevocationSource } from '../revocation/revocation-client';
import { signatureRefusals } from '../signature.refusals';
import type { TimestampSource } from '../timestamp/timestamp-client';
import { appendDocumentTimestamp } from './append-document-timestamp';
import { readSignedFile, type SignatureInFile, type SignedFile } from './signatures-of-file';

/** Levels of a PAdES file (EN 319 142-1 §6). */
export const BASELINE_LEVELS = ['B-B', 'B-T', 'B-LT', 'B-LTA'] as const;
export type BaselineLevel = (typeof BASELINE_LEVELS)[number];

export interface ExtensionOptions {
  readonly target: Exclude<BaselineLevel, 'B-B'>;
  readonly anchors: readonly Certificate[];
  readonly timestamps: TimestampSource;
  readonly revocation: RevocationSource;
  readonly clock: Clock;
  /** Fetches issuers that are not at hand. */
  readonly transport?: Transport;
  /** Certificates beside those of the file. */
  readonly certificates?: readonly Certificate[];
  /** Of the timestamps; SHA-256 by default. */
  readonly digest?: DigestAlgorithm;
}

export interface ExtendedPades {
  /** Bytes to append to the file; none when it already has what was asked for. */
  readonly increment: Buffer;
  /** What every signature of the file has now, and no more than that. */
  readonly level: BaselineLevel;
  /** Why the level is not the one asked for; empty when it is. */
  readonly missing: readonly MissingEvidence[];
}

/**
 * Extends a signed PDF by appending only: a document timestamp for signatures that have no proven time, the validation
 * data of all signers and authorities, and over all of it a document timestamp. A file that has all of that is renewed:
 * its last timestamp gets its data, and a new one follows.
 *
 * When evidence is missing the data are not appended and the level is not claimed: whoever asked may ask again later.
 *
 * Refuses `SIGNATURE_NONE_TO_EXTEND`, `SIGNATURE_BROKEN_TO_EXTEND`, and what the file or the timestamp refuses.
 *
 * @standard ETSI EN 319 142-1 §5.4, §6
 */
export async function extendPades(
  source: ByteSource,
  options: ExtensionOptions,
): Promise<Result<ExtendedPades>> {
  const opened = readSignedFile(source);
  if (!opened.ok) return opened;
  const refused = whyNotExtended(opened.value);
  if (refused) return refuse(refused);
  const timed = await withProvenTimes(source, opened.value, options);
  if (!timed.ok) return timed;
  const { increment, file } = timed.value;
  if (options.target === 'B-T') return accept({ increment, level: 'B-T', missing: [] });

  const material = await collectMaterial(subjectsOf(file, options.clock.now()), {
    known: [...file.certificates, ...(options.certificates ?? [])],
    anchors: options.anchors,
    existing: file.revocation,
    revocation: options.revocation,
    ...(options.transport && { transport: options.transport }),
    now: options.clock.now(),
  });
  const { missing } = material;
  if (missing.length > 0) return accept({ increment, level: 'B-T', missing });
  const store = appendDssDictionary(concatSource(source, increment), {
    ...storeOf(material.subjects),
    perSignature: perSignature(file, material.subjects),
  });
  if (!store.ok) return store;
  const withData = Buffer.concat([increment, store.value]);
  if (options.target === 'B-LT') return accept({ increment: withData, level: 'B-LT', missing });

  const whole = concatSource(source, withData);
  const stamp = await appendDocumentTimestamp(whole, options.timestamps, options.digest);
  if (!stamp.ok) return stamp;
  return accept({
    increment: Buffer.concat([withData, stamp.value.increment]),
    level: 'B-LTA',
    missing,
  });
}

function whyNotExtended({ signatures, timestamps, unreadable }: SignedFile): Refusal | undefined {
  if (unreadable > 0) return signatureRefusals.BROKEN_TO_EXTEND();
  if (signatures.length + timestamps.length === 0) return signatureRefusals.NONE_TO_EXTEND();
  const isBroken = [...signatures, ...timestamps].some(({ integrity }) => integrity === 'BROKEN');
  return isBroken ? signatureRefusals.BROKEN_TO_EXTEND() : undefined;
}

interface TimedFile {
  readonly increment: Buffer;
  readonly file: SignedFile;
}

/** Every signature has a proven time already, or gets one from a document timestamp behind the file. */
async function withProvenTimes(
  source: ByteSource,
  file: SignedFile,
  options: ExtensionOptions,
): Promise<Result<TimedFile>> {
  const isTimed = file.signatures.every((signature) => provenTimes(signature, file).length > 0);
  if (isTimed) return accept({ increment: Buffer.alloc(0), file });
  const stamp = await appendDocumentTimestamp(source, options.timestamps, options.digest);
  if (!stamp.ok) return stamp;
  const { increment } = stamp.value;
  const again = readSignedFile(concatSource(source, increment));
  return again.ok ? accept({ increment, file: again.value }) : again;
}

/** Times at which the signature is proven to have existed: its own tokens, and document timestamps that cover it. */
function provenTimes(signature: SignatureInFile, file: SignedFile): readonly Date[] {
  return [...signature.tokens.map(({ time }) => time), ...coveringTimes(signature, file)];
}

/** Times of the document timestamps behind a signature or document timestamp. */
function coveringTimes({ dictionary }: SignatureInFile, { timestamps }: SignedFile): readonly Date[] {
  const covering = timestamps.filter(
    (stamp) => stamp.dictionary !== dictionary && coveredEnd(stamp) >= (dictionary.contentsEnd ?? Infinity),
  );
  return covering.flatMap(({ tokens }) => tokens.map(({ time }) => time));
}

function coveredEnd({ dictionary }: SignatureInFile): number {
  const [start = 1, , second = 0] = dictionary.byteRange ?? [];
  return start === 0 ? second : 0;
}

const earliest = (times: readonly Date[], otherwise: Date): Date =>
  new Date(Math.min(otherwise.getTime(), ...times.map((time) => time.getTime())));

function subjectsOf(file: SignedFile, now: Date): readonly MaterialSubject[] {
  const signers = file.signatures.map((signature): MaterialSubject => {
    const time = earliest(provenTimes(signature, file), now);
    return { role: 'SIGNER', certificate: signature.certificate, time, judgedAt: time };
  });
  const authorities = [...file.signatures, ...file.timestamps].flatMap((signature) =>
    signature.tokens.map(({ authority, time }): MaterialSubject => ({
      role: 'TIMESTAMP_AUTHORITY',
      certificate: authority,
      time,
      judgedAt: judgedAt(time, coveringTimes(signature, file), now),
    })),
  );
  return [...signers, ...authorities];
}

function storeOf(subjects: readonly SubjectMaterial[]): SecurityStore {
  return {
    certificates: certificatesOf(subjects),
    ocspResponses: statementsOf(subjects, 'OCSP').map(wrapBasicOcsp),
    crls: statementsOf(subjects, 'CRL'),
  };
}

/** For each signature and timestamp the data of its signer and of its own tokens' authorities. */
function perSignature(
  file: SignedFile,
  subjects: readonly SubjectMaterial[],
): ReadonlyMap<string, SecurityStore> {
  return new Map(
    [...file.signatures, ...file.timestamps].map((signature) => {
      const names = [signature.certificate, ...signature.tokens.map(({ authority }) => authority)];
      const own = subjects.filter(({ subject }) =>
        names.some((one) => one.sha256 === subject.certificate.sha256),
      );
      return [signatureKey(signature.dictionary.contents), storeOf(own)] as const;
    }),
  );
}
