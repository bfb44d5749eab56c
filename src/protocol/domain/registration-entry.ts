import type { AccessList } from './registration';
import type { HashedRegistration } from './registration-hash';
import type { SegnaturaNames } from './segnatura-names';

/** A registration with its number and hash, complete to be written. */
export interface RegistrationEntry extends HashedRegistration {
  readonly hash: Buffer;
  readonly names: SegnaturaNames;
  /** Null: not reserved. */
  readonly access: AccessList | null;
}

/** What is known of a registration that is there: enough to answer whoever asks again with its key. */
export interface KnownRegistration {
  readonly id: string;
  readonly key: string;
  readonly registerId: string;
  readonly registerCode: string;
  readonly year: number;
  readonly number: number;
  readonly registeredAt: Date;
  readonly registeredOn: string;
  readonly direction: string;
  /** Hashes of its files in their order, lower-case hexadecimal; null for paper and objects. */
  readonly fileHashes: readonly (string | null)[];
}

/** Which sequence of numbers: a register of an AOO of a body. */
export interface RegisterKey {
  readonly bodyId: string;
  readonly aooId: string;
  readonly registerId: string;
}
