import { canonicalHash, type CanonicalValue, utcMicroseconds } from '@libro-firma/kernel';
import type { Correspondent, Direction } from './registration';

export const REGISTRATION_FORM = 'registration/1';

export interface HashedFile {
  readonly role: 'MAIN' | 'ANNEX';
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly algorithm: string;
  /** Lower-case hexadecimal. */
  readonly hash: string;
  readonly documentVersionId: string | null;
  readonly signed: boolean;
}

/** Everything that the law forbids to change, and what ties it to its place in the register. */
export interface HashedRegistration {
  readonly id: string;
  readonly bodyId: string;
  readonly aooId: string;
  readonly registerId: string;
  readonly registerCode: string;
  readonly year: number;
  readonly number: number;
  readonly registeredAt: Date;
  readonly registeredOn: string;
  readonly direction: Direction;
  readonly subject: string;
  readonly sender: Correspondent | null;
  readonly recipients: readonly Correspondent[];
  readonly classificationCode: string;
  readonly means: string | null;
  readonly senderReference: string | null;
  readonly receivedOn: string | null;
  readonly operatorId: string | null;
  readonly officeId: string | null;
  readonly key: string;
  readonly files: readonly HashedFile[];
  readonly segnaturaHash: Buffer;
  readonly previousHash: Buffer;
}

/**
 * Hash of an entry over the canonical form `registration/1`. It covers the entry before it, so that no entry can be
 * changed, taken out or slipped in without every later hash telling (DPR 445/2000 art. 53 par. 1 and art. 54).
 */
export function registrationHash(entry: HashedRegistration): Buffer {
  return canonicalHash({
    v: REGISTRATION_FORM,
    id: entry.id,
    body: entry.bodyId,
    aoo: entry.aooId,
    register: entry.registerId,
    registerCode: entry.registerCode,
    year: entry.year,
    number: entry.number,
    at: utcMicroseconds(entry.registeredAt),
    date: entry.registeredOn,
    direction: entry.direction,
    subject: entry.subject,
    sender: entry.sender && canonicalCorrespondent(entry.sender),
    recipients: entry.recipients.map(canonicalCorrespondent),
    classification: entry.classificationCode,
    means: entry.means,
    senderReference: entry.senderReference,
    receivedOn: entry.receivedOn,
    operator: entry.operatorId,
    office: entry.officeId,
    key: entry.key,
    files: entry.files.map(canonicalFile),
    segnatura: entry.segnaturaHash.toString('hex'),
    previous: entry.previousHash.toString('hex'),
  });
}

function canonicalCorrespondent(correspondent: Correspondent): CanonicalValue {
  const { kind, name, familyName, taxCode, ipaCode, email } = correspondent;
  return { kind, name, familyName, taxCode, ipaCode, email };
}

function canonicalFile(file: HashedFile): CanonicalValue {
  const { role, fileName, mediaType, size, algorithm, hash, documentVersionId, signed } = file;
  return { role, fileName, mediaType, size, algorithm, hash, documentVersionId, signed };
}
