import { randomBytes, randomUUID } from 'node:crypto';
import type { HeldCredential } from './credentials';

interface Authorisation {
  readonly credentialId: string;
  /** Null: not bound to hashes (SCAL1). */
  readonly hashes: ReadonlySet<string> | null;
  left: number;
  readonly until: number;
}

export interface Wanted {
  readonly numSignatures: number;
  readonly hash: readonly string[] | undefined;
  readonly pin: string | undefined;
  readonly otp: string | undefined;
}

type Refused = { readonly error: string; readonly error_description: string };
type Granted = { readonly SAD: string; readonly expiresIn: number };

const ATTEMPTS = 3;

/** Which activation data are good for how many of which hashes, as version 1.0.4 has it (§11.6 to §11.9). */
export class Authorisations {
  private readonly granted = new Map<string, Authorisation>();
  private readonly wrong = new Map<string, number>();
  private readonly codes = new Map<string, string>();
  private readonly given: string[] = [];
  seconds = 300;

  /** The one-time code that opens a credential next; good for once. */
  nextOtp(credentialId: string): string {
    const code = randomBytes(6).toString('hex'); // long enough to be found where it should not stand
    this.codes.set(credentialId, code);
    return code;
  }

  /** The activation data that were given last. */
  latest(count: number): string[] {
    return this.given.slice(-count);
  }

  isLocked(credentialId: string): boolean {
    return (this.wrong.get(credentialId) ?? 0) >= ATTEMPTS;
  }

  unlock(credentialId: string): void {
    this.wrong.delete(credentialId);
  }

  authorise(credential: HeldCredential, wanted: Wanted): Granted | Refused {
    const { id } = credential;
    const most = typeof credential.multisign === 'number' ? credential.multisign : 1_000;
    if (this.isLocked(id)) return refused('invalid_request', 'The PIN is locked');
    if (!Number.isInteger(wanted.numSignatures) || wanted.numSignatures < 1 || wanted.numSignatures > most)
      return refused('invalid_request', 'Numeric value out of range: numSignatures');
    if (credential.scal === '2' && wanted.hash?.length !== wanted.numSignatures)
      return refused('invalid_request', 'The hashes are not as many as numSignatures');
    if (credential.pin !== undefined && wanted.pin !== credential.pin) return this.miss(id, 'invalid_pin');
    if (credential.otp && (wanted.otp === undefined || this.codes.get(id) !== wanted.otp))
      return this.miss(id, 'invalid_otp');
    this.codes.delete(id);
    this.wrong.delete(id);
    return this.grant({
      credentialId: id,
      hashes: credential.scal === '2' ? new Set(wanted.hash) : null,
      left: wanted.numSignatures,
      until: Date.now() + this.seconds * 1_000,
    });
  }

  extend(sad: string, hash: readonly string[] | undefined): Granted | Refused {
    const found = this.granted.get(sad);
    if (!found || found.left < 1) return refused('invalid_request', 'Invalid parameter SAD');
    if (found.until < Date.now()) return refused('invalid_request', 'SAD expired');
    if (found.hashes && !hash?.every((one) => found.hashes?.has(one)))
      return refused('invalid_request', 'Hash is not authorized by the SAD');
    this.granted.delete(sad);
    return this.grant({ ...found, until: Date.now() + this.seconds * 1_000 });
  }

  /** Null: these may be signed now. */
  use(sad: string, credentialId: string, hash: readonly string[]): Refused | null {
    const found = this.granted.get(sad);
    if (found?.credentialId !== credentialId) return refused('invalid_request', 'Invalid parameter SAD');
    if (found.until < Date.now()) return refused('invalid_request', 'SAD expired');
    if (hash.length > found.left || (found.hashes && !hash.every((one) => found.hashes?.has(one))))
      return refused('invalid_request', 'Hash is not authorized by the SAD');
    found.left -= hash.length;
    return null;
  }

  expireAll(): void {
    for (const [sad, found] of this.granted) this.granted.set(sad, { ...found, until: 0 });
  }

  private grant(authorisation: Authorisation): Granted {
    const SAD = randomUUID();
    this.given.push(SAD);
    this.granted.set(SAD, authorisation);
    return { SAD, expiresIn: this.seconds };
  }

  private miss(credentialId: string, error: string): Refused {
    this.wrong.set(credentialId, (this.wrong.get(credentialId) ?? 0) + 1);
    return refused(error, 'The code is wrong');
  }
}

function refused(error: string, words: string): Refused {
  return { error, error_description: words };
}
