import { canonicalHash, type CanonicalValue, utcMicroseconds } from '@libro-firma/kernel';
import type { Emergency } from './emergency/emergency';
import type { Correspondent, Deferral, Direction, FileFlag, Medium } from './registration';

/** The form that new entries are hashed in; entries of an earlier form keep theirs. */
export const REGISTRATION_FORM = 'registration/2';
export type RegistrationForm = 'registration/1' | 'registration/2';

export interface HashedFile {
  readonly role: 'MAIN' | 'ANNEX';
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
  readonly algorithm: string;
  /** Lower-case hexadecimal; null for paper and objects. */
  readonly hash: string | null;
  readonly documentVersionId: string | null;
  readonly signed: boolean;
  readonly medium: Medium;
  readonly description: string | null;
  readonly sheets: number | null;
  readonly place: string | null;
  readonly flags: readonly FileFlag[];
}

export type CanonicalRegistration = { readonly v: string } & Readonly<Record<string, CanonicalValue>>;

/** Everything that the law forbids to change, and what ties it to its place in the register. */
export interface HashedRegistration {
  readonly form: RegistrationForm;
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
  readonly furtherSenders: readonly Correspondent[];
  readonly recipients: readonly Correspondent[];
  readonly classificationCode: string;
  readonly means: string | null;
  readonly messageId: string | null;
  readonly senderReference: string | null;
  readonly senderReferenceDate: string | null;
  readonly receivedOn: string | null;
  readonly deferral: Deferral | null;
  readonly reserved: boolean;
  readonly emergency: Emergency | null;
  readonly againOf: string | null;
  readonly isOpen: boolean;
  readonly operatorId: string | null;
  readonly officeId: string | null;
  readonly key: string;
  readonly files: readonly HashedFile[];
  /** Form 2: hash of the names that the segnatura is rendered with; form 1: of the segnatura itself. */
  readonly segnaturaHash: Buffer;
  readonly previousHash: Buffer;
}

/**
 * Hash of an entry over the canonical form that it names. It covers the entry before it, so that no entry can be
 * changed, taken out or slipped in without every later hash telling (DPR 445/2000 art. 53 par. 1 and art. 54).
 */
export function registrationHash(entry: HashedRegistration): Buffer {
  return canonicalHash(canonicalRegistration(entry));
}

/** The value whose RFC 8785 form is hashed; a stand-alone verifier is given it as it is. */
export function canonicalRegistration(entry: HashedRegistration): CanonicalRegistration {
  return entry.form === 'registration/1' ? firstForm(entry) : secondForm(entry);
}

/** `Object.assign` and not a spread: of a literal this large the spread alone takes longer than the hash. */
function secondForm(entry: HashedRegistration): CanonicalRegistration {
  return Object.assign(common(entry), {
    senders: [...(entry.sender ? [entry.sender] : []), ...entry.furtherSenders].map(canonicalCorrespondent),
    messageId: entry.messageId,
    senderReferenceDate: entry.senderReferenceDate,
    deferral: entry.deferral && {
      reason: entry.deferral.reason,
      authorisedBy: entry.deferral.authorisedBy,
    },
    reserved: entry.reserved,
    emergency: entry.emergency && {
      station: entry.emergency.station,
      number: entry.emergency.number,
      at: entry.emergency.at,
      cause: entry.emergency.cause,
    },
    again: entry.againOf,
    open: entry.isOpen,
    files: entry.files.map((file) =>
      Object.assign(canonicalFile(file), {
        medium: file.medium,
        description: file.description,
        sheets: file.sheets,
        place: file.place,
        flags: file.flags,
      }),
    ),
    names: entry.segnaturaHash.toString('hex'),
  });
}

function firstForm(entry: HashedRegistration): CanonicalRegistration {
  return {
    ...common(entry),
    sender: entry.sender && canonicalCorrespondent(entry.sender),
    files: entry.files.map(canonicalFile),
    segnatura: entry.segnaturaHash.toString('hex'),
  };
}

function common(entry: HashedRegistration) {
  return {
    v: entry.form,
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
    recipients: entry.recipients.map(canonicalCorrespondent),
    classification: entry.classificationCode,
    means: entry.means,
    senderReference: entry.senderReference,
    receivedOn: entry.receivedOn,
    operator: entry.operatorId,
    office: entry.officeId,
    key: entry.key,
    previous: entry.previousHash.toString('hex'),
  };
}

/** What is not known of a correspondent has no member: an entry of form 1 has the same bytes as ever. */
function canonicalCorrespondent(correspondent: Correspondent): CanonicalValue {
  const { kind, name, familyName, taxCode, ipaCode, aooCode, email } = correspondent;
  return { kind, name, familyName, taxCode, ipaCode, aooCode, email };
}

function canonicalFile(file: HashedFile) {
  const { role, fileName, mediaType, size, algorithm, hash, documentVersionId, signed } = file;
  return { role, fileName, mediaType, size, algorithm, hash, documentVersionId, signed };
}
