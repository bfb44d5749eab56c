import { Injectable } from '@nestjs/common';
import type { Refusal } from '@libro-firma/kernel';
import type { Actor } from '../../platform/identity';
import { verificationRefusals } from '../domain/verification.refusals';
import type { VerificationRequestRow } from '../infrastructure/verification-request.rows';
import { type ProofOfDate, ProofsOfDate } from './proofs-of-date';
import { VerificationRequests } from './verification-requests';
import { VerificationRuns } from './verification-runs';
import type { VerificationRun } from './verification-run';

/** A verification as far as it is; one of the two is there. */
export type Progress = { readonly proofs: readonly ProofOfDate[] } & (
  | { readonly request: VerificationRequestRow; readonly run: VerificationRun | null }
  | { readonly request: null; readonly run: VerificationRun }
);

/** How far a verification is, for who asked for it. */
@Injectable()
export class VerificationProgress {
  constructor(
    private readonly requests: VerificationRequests,
    private readonly runs: VerificationRuns,
    private readonly proofsOfDate: ProofsOfDate,
  ) {}

  async find(actor: Actor, id: string): Promise<Progress | null> {
    const request = await this.requests.find(actor, id);
    const runId = request ? request.runId : id;
    const run = runId === null ? null : await this.runs.find(actor, runId);
    const sha256 = request?.sha256 ?? (run?.ok ? run.value.sha256 : null);
    const proofs = sha256 === null ? [] : await this.proofsOfDate.of(actor.bodyId, sha256);
    if (request) return { request, run: run?.ok ? run.value : null, proofs };
    return run?.ok ? { request: null, run: run.value, proofs } : null;
  }

  notFound(): Refusal {
    return verificationRefusals.NOT_FOUND();
  }
}
