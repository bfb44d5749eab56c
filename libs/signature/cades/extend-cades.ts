import { createHash } from 'node:crypto';
import {
  OID,
  otherRevocationOcsp,
  readOrNothing,
  readRevocationValues,
  readSignedData,
  valuesOf,
  type RevocationValues,
  type SignedData,
  type SignerInfo,
} from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import { editSignedData, withUnsignedAttributes } from '../cms/edit-signed-data';
import { examineSigner, integrityOf } from '../cms/examine-signer';
import { attribute } from '../cms/signed-attributes';
import type { SignedContent } from '../cms/signed-content';
import { collectMaterial } from '../long-term/collect-material';
import {
  certificatesOf,
  statementsOf,
  type MissingEvidence,
  type ValidationMaterial,
} from '../long-term/validation-material';
import type { BaselineLevel, ExtensionOptions } from '../pades/extend-pades';
import { signatureRefusals } from '../signature.refusals';
import { archiveTimestampFor } from './archive-timestamp';
import { openCadesFile, type CadesFile } from './cades-file';
import { wholeOf } from './cades-input';
import { bytesOfSource, type SignedBytes } from './signed-bytes';
import { provenTimes, stampedCms, subjectsOf, type StampedCms } from './stamped-cms';

export interface ExtendedCades {
  /** The file as it is now; the one that was given is not touched. Its content is read from there. */
  readonly bytes: SignedBytes;
  readonly level: BaselineLevel;
  /** Why the level is not the one asked for; empty when it is. */
  readonly missing: readonly MissingEvidence[];
}

/**
 * Extends every signer of a .p7m or .p7s: a timestamp over the value where there is none, certificates and revocation
 * data in the fields of the SignedData, an archive-time-stamp-v3 over all of it; once more when there is one already.
 * What was there keeps bytes and order. When evidence is missing no more than B-T is given and claimed. Memory does not
 * grow with the content, attached or not.
 *
 * Refuses `SIGNATURE_CMS_UNREADABLE`, `SIGNATURE_CONTENT_MISSING`, `SIGNATURE_NONE_TO_EXTEND`,
 * `SIGNATURE_BROKEN_TO_EXTEND`, `SIGNATURE_OLD_ARCHIVE_FORM`, and what the authority refuses.
 *
 * @param content of a detached signature
 * @standard ETSI EN 319 122-1 §5.3, §5.5, §6.3
 */
export async function extendCades(
  signed: ByteSource,
  options: ExtensionOptions,
  content?: ByteSource,
): Promise<Result<ExtendedCades>> {
  const opened = openForExtension(signed, content);
  if (!opened.ok) return opened;
  const timed = await withTimestamps(opened.value.cms, options);
  if (!timed.ok) return timed;
  const { frame, cms } = timed.value;
  const { file } = opened.value;
  const asTimed = frame ? file.with(frame) : bytesOfSource(signed);
  if (options.target === 'B-T') return accept({ bytes: asTimed, level: 'B-T', missing: [] });

  const { missing, subjects } = await materialFor(cms, options);
  if (missing.length > 0) return accept({ bytes: asTimed, level: 'B-T', missing });
  const withData = editSignedData(cms.data, {
    certificates: certificatesOf(subjects),
    revocation: [
      ...statementsOf(subjects, 'CRL'),
      ...statementsOf(subjects, 'OCSP').map(otherRevocationOcsp),
    ],
  });
  if (options.target === 'B-LT') return accept({ bytes: file.with(withData), level: 'B-LT', missing });
  const archived = await withArchiveTimestamps(readSignedData(withData), cms.content, options);
  return archived.ok ? accept({ bytes: file.with(archived.value), level: 'B-LTA', missing }) : archived;
}

function materialFor(cms: StampedCms, options: ExtensionOptions): Promise<ValidationMaterial> {
  const { data, stamps } = cms;
  return collectMaterial(subjectsOf(cms, options.clock.now()), {
    known: [
      ...data.certificates,
      ...stamps.flat().flatMap(({ facts }) => facts.data.certificates),
      ...(options.certificates ?? []),
    ],
    anchors: options.anchors,
    existing: existingRevocation(data),
    revocation: options.revocation,
    ...(options.transport && { transport: options.transport }),
    now: options.clock.now(),
  });
}

interface OpenForExtension {
  readonly file: CadesFile;
  readonly cms: StampedCms;
}

function openForExtension(signed: ByteSource, detached: ByteSource | undefined): Result<OpenForExtension> {
  const opened = openCadesFile(signed);
  if (!opened.ok) return opened;
  const file = opened.value;
  const { data } = file;
  const content = file.content ?? (detached && wholeOf(detached));
  if (!content) return refuse(signatureRefusals.CONTENT_MISSING());
  if (data.signers.length === 0) return refuse(signatureRefusals.NONE_TO_EXTEND());
  const isIntact = (signer: SignerInfo): boolean =>
    integrityOf(examineSigner(data, signer, content)) === 'INTACT';
  if (!data.signers.every(isIntact)) return refuse(signatureRefusals.BROKEN_TO_EXTEND());
  const older = (signer: SignerInfo): boolean =>
    valuesOf(signer.unsignedAttributes, OID.archiveTimestampV2).length > 0;
  if (data.signers.some(older)) return refuse(signatureRefusals.OLD_ARCHIVE_FORM());
  return accept({ file, cms: stampedCms(data, content) });
}

interface TimedCms {
  /** The SignedData as it became, without content; undefined where nothing was to be added. */
  readonly frame?: Buffer;
  readonly cms: StampedCms;
}

async function withTimestamps(cms: StampedCms, options: ExtensionOptions): Promise<Result<TimedCms>> {
  const { data, content, stamps } = cms;
  const replaced = new Map<SignerInfo, Buffer>();
  const digest = options.digest ?? 'sha256';
  for (const [index, signer] of data.signers.entries()) {
    if (provenTimes(stamps[index] ?? []).length > 0) continue;
    const imprint = createHash(digest).update(signer.signature).digest();
    const token = await options.timestamps.stamp(imprint, digest);
    if (!token.ok) return token;
    const stamp = attribute(OID.signatureTimestamp, token.value.der);
    replaced.set(signer, withUnsignedAttributes(signer, [stamp]));
  }
  if (replaced.size === 0) return accept({ cms });
  const frame = editSignedData(data, { replaced });
  return accept({ frame, cms: stampedCms(readSignedData(frame), content) });
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
  data: SignedData,
  content: SignedContent,
  options: ExtensionOptions,
): Promise<Result<Buffer>> {
  const replaced = new Map<SignerInfo, Buffer>();
  const digest = options.digest ?? 'sha256';
  for (const signer of data.signers) {
    const stamp = await archiveTimestampFor(data, signer, content, digest, options.timestamps);
    if (!stamp.ok) return stamp;
    replaced.set(signer, withUnsignedAttributes(signer, [stamp.value]));
  }
  return accept(editSignedData(data, { replaced }));
}
