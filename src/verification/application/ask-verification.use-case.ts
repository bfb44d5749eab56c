import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/identity';
import type { VerificationRequestRow } from '../infrastructure/verification-request.rows';
import { VERIFICATION_SETTINGS, type VerificationSettings } from '../verification.settings';
import { type ProofOfDate, ProofsOfDate } from './proofs-of-date';
import { type Asked, VerificationRequests } from './verification-requests';
import type { VerificationRun } from './verification-run';
import { VerifyFile } from './verify-file.use-case';

/** Answered, with what is still to come of it; or in the queue. */
export interface Answer {
  readonly run: VerificationRun | null;
  readonly request: VerificationRequestRow | null;
  readonly proofs: readonly ProofOfDate[];
}

/** Small files are verified while their sender waits; large ones, and those of who does not want to wait, from the queue. */
@Injectable()
export class AskVerification {
  constructor(
    private readonly verify: VerifyFile,
    private readonly requests: VerificationRequests,
    private readonly proofsOfDate: ProofsOfDate,
    @Inject(VERIFICATION_SETTINGS) private readonly settings: VerificationSettings,
  ) {}

  async execute(actor: Actor, asked: Asked, { waits }: { readonly waits: boolean }): Promise<Answer> {
    const { file, contents } = asked;
    if (!waits || file.size > this.settings.VERIFY_AT_ONCE_BYTES)
      return { run: null, request: await this.requests.queue(actor, asked), proofs: [] };
    const run = await this.verify.execute(actor, file, file.path, { contents });
    const proofs = await this.proofsOfDate.of(actor.bodyId, file.sha256);
    return { run, request: await this.requests.follow(actor, asked, run), proofs };
  }
}
