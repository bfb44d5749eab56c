import { createHash } from 'node:crypto';
import {
  OID,
  otherRevocationOcsp,
  readRevocationValues,
  readOrNothing,
  valuesOf,
  type RevocationValues,
  type SignedData,
  type SignerInfo,
} from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import { editSignedData, withUnsignedAttributes } from '../cms/edit-signed-data';
import { examineSigner, integrityOf } from '../cms/examine-signer';
import { findSignerCertificate } from '../cms/find-certificate';
import { attribute } from '../cms/signed-attributes';
import type { SignedContent } from '../cms/signed-content';
import { collectMaterial } from '../long-term/collect-material';
import {
  certificatesOf,
  judgedAt,
  statementsOf,
  type MaterialSubject,
  type MissingEvidence,
} from '../long-term/validation-material';
import type { BaselineLevel, ExtensionOptions } from '../pades/extend-pades';
import { signatureRefusals } from '../signature.refusals';
import { cadesTimestamps } from '../timestamp/cades-timestamps';
import type { AttachedTimestamp } from '../timestamp/attached-timestamps';
import type { TimestampFacts } from '../timestamp/examine-timestamp';
import { archiveTimestampFor } from './archive-timestamp';
import { contentOfCms, readSignedFile } from './cades-input';

export interface ExtendedCades {
  /** The file as it is now; the one that was given is not touched. */
  readonly bytes: Buffer;
  readonly level: BaselineLevel;
  /** Why the level is not the one asked for; empty when it is. */
  readonly missing: readonly MissingEvidence[];
}

/**
 * Extends every signer of a .p7m or .p7s: a timestamp over the value where there is none, certificates and revocation
 * data in the fields of the SignedData, an archive-time-stamp-v3 over all of it; once more when there is one already.
 * What was there keeps bytes and order. When evidence is missing no more than B-T is given and claimed.
 *
 * Refuses `SIGNATURE_CMS_UNREADABLE`, `SIGNATURE_CONTENT_MISSING`, `SIGNATURE_NONE_TO_EXTEND`,
 * `SIGNATURE_BROKEN_TO_EXTEND`, `SIGNATURE_OLD_ARCHIVE_FORM`, and what the authority refuses.
 *
 * @param content of a detached signature
 * @standard ETSI EN 319 122-1 §5.3, §5.5, §6.3
 */
export async function extendCades(
  signed: Buffer,
  options: ExtensionOptions,
  content?: ByteSource,
): Promise<Result<ExtendedCades>> {
  const opened = openForExtension(signed, content);
  if (!opened.ok) return opened;
  const timed = await withTimestamps(opened.value, options);
  if (!timed.ok) return timed;
  const { bytes } = timed.value;
  if (options.target === 'B-T') return accept({ bytes, level: 'B-T', missing: [] });

  const file = timed.value;
  const material = await collectMaterial(subjectsOf(file, options.clock.now()), {
    known: [
      ...file.data.certificates,
      ...file.stamps.flat().flatMap(({ facts }) => facts.data.certificates),
      ...(options.certificates ?? []),
    ],
    anchors: options.anchors,
    existing: existingRevocation(file.data),
    revocation: options.revocation,
    ...(options.transport && { transport: options.transport }),
    now: options.clock.now(),
  });
  const { missing, subjects } = material;
  if (missing.length > 0) return accept({ bytes, level: 'B-T', missing });
  const withData = editSignedData(file.data, {
    certificates: certificatesOf(subjects),
    revocation: [
      ...statementsOf(subjects, 'CRL'),
      ...statementsOf(subjects, 'OCSP').map(otherRevocationOcsp),
    ],
  });
  if (options.target === 'B-LT') return accept({ bytes: withData, level: 'B-LT', missing });
  const archived = await withArchiveTimestamps(withData, content, options);
  return archived.ok ? accept({ bytes: archived.value, level: 'B-LTA', missing }) : archived;
}

interface OpenCms {
  readonly bytes: Buffer;
  readonly data: SignedData;
  readonly content: SignedContent;
  /** Intact timestamps of each signer. */
  readonly stamps: readonly (readonly IntactStamp[])[];
}

interface IntactStamp {
  readonly kind: AttachedTimestamp['kind'];
  readonly facts: TimestampFacts;
}

function openForExtension(bytes: Buffer, detached: ByteSource | undefined): Result<OpenCms> {
  const read = readSignedFile(bytes);
  if (!read.ok) return read;
  const data = read.value;
  const content = contentOfCms(data, detached);
  if (!content) return refuse(signatureRefusals.CONTENT_MISSING());
  if (data.signers.length === 0) return refuse(signatureRefusals.NONE_TO_EXTEND());
  const isIntact = (signer: SignerInfo): boolean =>
    integrityOf(examineSigner(data, signer, content)) === 'INTACT';
  if (!data.signers.every(isIntact)) return refuse(signatureRefusals.BROKEN_TO_EXTEND());
  const older = (signer: SignerInfo): boolean =>
    valuesOf(signer.unsignedAttributes, OID.archiveTimestampV2).length > 0;
  if (data.signers.some(older)) return refuse(signatureRefusals.OLD_ARCHIVE_FORM());
  return accept({ bytes, data, content, stamps: intactStamps(data, content) });
}

function intactStamps(data: SignedData, content: SignedContent): OpenCms['stamps'] {
  return data.signers.map((signer) =>
    cadesTimestamps({ data, signer, content, certificates: data.certificates }).flatMap(({ kind, facts }) =>
      facts?.integrity === 'INTACT' ? [{ kind, facts }] : [],
    ),
  );
}

/** By when the value is proven to exist: a timestamp over the content alone says nothing of it. */
function provenTimes(stamps: readonly IntactStamp[]): readonly Date[] {
  return stamps.filter(({ kind }) => kind !== 'CONTENT_TIMESTAMP').map(({ facts }) => facts.info.genTime);
}

async function withTimestamps(file: OpenCms, options: ExtensionOptions): Promise<Result<OpenCms>> {
  const replaced = new Map<SignerInfo, Buffer>();
  const digest = options.digest ?? 'sha256';
  for (const [index, signer] of file.data.signers.entries()) {
    if (provenTimes(file.stamps[index] ?? []).length > 0) continue;
    const imprint = createHash(digest).update(signer.signature).digest();
    const token = await options.timestamps.stamp(imprint, digest);
    if (!token.ok) return token;
    const stamp = attribute(OID.signatureTimestamp, token.value.der);
    replaced.set(signer, withUnsignedAttributes(signer, [stamp]));
  }
  if (replaced.size === 0) return accept(file);
  const bytes = editSignedData(file.data, { replaced });
  return openAgain(bytes, file);
}

/** The content is that of the file before: a detached one is not read again. */
function openAgain(bytes: Buffer, { content }: OpenCms): Result<OpenCms> {
  const read = readSignedFile(bytes);
  if (!read.ok) return read;
  const data = read.value;
  return accept({ bytes, data, content, stamps: intactStamps(data, content) });
}

function subjectsOf({ data, stamps }: OpenCms, now: Date): readonly MaterialSubject[] {
  return data.signers.flatMap((signer, index) => {
    const certificate = findSignerCertificate(signer, data.certificates);
    const own = stamps[index] ?? [];
    const time = new Date(Math.min(now.getTime(), ...provenTimes(own).map((one) => one.getTime())));
    const authorities = own.flatMap((stamp) => {
      const { signer: by, info } = stamp.facts;
      const at = judgedAt(info.genTime, archiveTimes(own, stamp), now);
      return by.certificate
        ? [
            {
              role: 'TIMESTAMP_AUTHORITY' as const,
              certificate: by.certificate,
              time: info.genTime,
              judgedAt: at,
            },
          ]
        : [];
    });
    return [
      ...(certificate ? [{ role: 'SIGNER' as const, certificate, time, judgedAt: time }] : []),
      ...authorities,
    ];
  });
}

/** Times of the archive timestamps behind this one: they cover what stood there before. */
function archiveTimes(stamps: readonly IntactStamp[], stamp: IntactStamp): readonly Date[] {
  const behind = stamps.slice(stamps.indexOf(stamp) + 1).filter(({ kind }) => kind === 'ARCHIVE_TIMESTAMP');
  return behind.map(({ facts }) => facts.info.genTime);
}

/** Data in the fields of the SignedData, and in the attributes that older forms used. */
function existingRevocation(data: SignedData): RevocationValues {
  const older = data.signers
    .flatMap((signer) => valuesOf(signer.unsignedAttributes, OID.revocationValues))
    .flatMap((value) => readOrNothing(() => readRevocationValues(value)) ?? []);
  return {
    crls: [...data.crls, ...older.flatMap(({ crls }) => crls)],
    ocspResponses: [...data.ocspResponses, ...older.flatMap(({ ocspResponses }) => ocspResponses)],
  };
}

async function withArchiveTimestamps(
  bytes: Buffer,
  detached: ByteSource | undefined,
  options: ExtensionOptions,
): Promise<Result<Buffer>> {
  const read = readSignedFile(bytes);
  if (!read.ok) return read;
  const data = read.value;
  const content = contentOfCms(data, detached);
  if (!content) return refuse(signatureRefusals.CONTENT_MISSING());
  const replaced = new Map<SignerInfo, Buffer>();
  for (const signer of data.signers) {
    const stamp = await archiveTimestampFor(
      data,
      signer,
      content,
      options.digest ?? 'sha256',
      options.timestamps,
    );
    if (!stamp.ok) return stamp;
    replaced.set(signer, withUnsignedAttributes(signer, [stamp.value]));
  }
  return accept(editSignedData(data, { replaced }));
}
