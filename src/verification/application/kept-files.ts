import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import type { Actor } from '../../platform/identity';
import { PASSING_STORE, type PassingStore } from '../../platform/storage';
import { verificationRefusals } from '../domain/verification.refusals';
import type { VerificationRequestRow } from '../infrastructure/verification-request.rows';
import { VerificationRequests } from './verification-requests';

/** Verified files that their sender asked to be kept; for nobody else. */
@Injectable()
export class KeptFiles {
  constructor(
    private readonly requests: VerificationRequests,
    @Inject(PASSING_STORE) readonly store: PassingStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async find(actor: Actor, id: string): Promise<Result<VerificationRequestRow>> {
    const row = await this.requests.find(actor, id);
    if (!row) return refuse(verificationRefusals.NOT_FOUND());
    const isKept = row.origin === 'UPLOAD' && row.keptUntil !== null && row.keptUntil > this.clock.now();
    return isKept ? accept(row) : refuse(verificationRefusals.FILE_NOT_KEPT());
  }

  async forget(actor: Actor, id: string): Promise<Result<undefined>> {
    const file = await this.find(actor, id);
    if (!file.ok) return file;
    await this.requests.forget(actor, file.value);
    return accept(undefined);
  }
}
