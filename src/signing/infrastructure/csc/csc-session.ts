import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { DeviceSession, ToSign } from '../../domain/signing-device.port';
import { signingRefusals } from '../../domain/signing.refusals';
import { cscAlgorithm, hashOf } from './csc-algorithms';
import { authorisationAnswer, signaturesAnswer } from './csc-messages';
import { refusalOfError } from './csc-refusals';
import type { CscService } from './csc-service';

/** Small enough that a dying process loses little; large enough that the provider is not asked for each. */
const PER_CALL = 25;
const DEFAULT_SAD_SECONDS = 3_600;

export interface CscAuthorisation {
  readonly credentialId: string;
  readonly certificateSha256: string;
  readonly algorithms: readonly string[];
  /** SCAL2: the provider wants to know which hashes come next. */
  readonly bindsHashes: boolean;
  /** Null: the provider renews no authorisation, so that all its signatures come of one call. */
  readonly extends: boolean;
  readonly signatures: number;
  readonly sad: string;
  readonly seconds: number | null | undefined;
}

/** Signature activation data in memory: a first call, and for each further one the authorisation renewed (§11.8). */
export class CscSession implements DeviceSession {
  readonly perCall: number;
  private sad: string | null;
  private until: number;
  private calls = 0;

  constructor(
    private readonly service: CscService,
    private readonly given: CscAuthorisation,
  ) {
    this.sad = given.sad;
    this.until = Date.now() + (given.seconds ?? DEFAULT_SAD_SECONDS) * 1_000;
    this.perCall = given.extends ? PER_CALL : Math.max(1, given.signatures);
  }

  get certificateSha256(): string {
    return this.given.certificateSha256;
  }

  async sign(items: readonly ToSign[]): Promise<readonly Result<Buffer>[]> {
    const all = <T>(result: Result<T>): Result<T>[] => items.map(() => result);
    const [first] = items;
    if (!first) return [];
    const algorithm = cscAlgorithm(first, this.given.algorithms);
    const isOneKind = items.every(
      ({ scheme, digestAlgorithm }) => scheme === first.scheme && digestAlgorithm === first.digestAlgorithm,
    );
    if (!algorithm || !isOneKind)
      return all(refuse(signingRefusals.DEVICE_REFUSED({ reason: first.scheme })));
    const hash = items.map(hashOf);
    const renewed = await this.renew(hash);
    if (!renewed.ok) return all(renewed);
    const answer = await this.service.call(
      'signatures/signHash',
      { credentialID: this.given.credentialId, SAD: this.sad, hash, ...algorithm },
      signaturesAnswer,
    );
    this.calls += 1;
    if (!answer.ok) return all(refuse(refusalOfError(answer.error)));
    return items.map((_, index) => {
      const value = answer.value.signatures[index];
      return value ? accept(Buffer.from(value, 'base64')) : refuse(signingRefusals.VALUE_MISSING());
    });
  }

  close(): Promise<void> {
    this.sad = null;
    return Promise.resolve();
  }

  private async renew(hash: readonly string[]): Promise<Result<true>> {
    if (this.sad === null || Date.now() >= this.until) return refuse(signingRefusals.AUTHORISATION_EXPIRED());
    if (this.calls === 0 || !this.given.extends) return accept(true);
    const answer = await this.service.call(
      'credentials/extendTransaction',
      {
        credentialID: this.given.credentialId,
        SAD: this.sad,
        ...(this.given.bindsHashes && { hash }),
      },
      authorisationAnswer,
    );
    if (!answer.ok) return refuse(refusalOfError(answer.error));
    this.sad = answer.value.SAD;
    const { expiresIn } = answer.value;
    if (typeof expiresIn === 'number') this.until = Date.now() + expiresIn * 1_000;
    return accept(true);
  }
}
