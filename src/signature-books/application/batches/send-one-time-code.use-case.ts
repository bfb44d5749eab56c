import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { batchStates } from '../../domain/batch.states';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SigningBatches } from '../../infrastructure/signing-batches';
import { Signers } from '../signatures/signers';

/** Has the signer's device send him a one-time code; asked for by him, and never by itself. */
@Injectable()
export class SendOneTimeCode {
  constructor(
    private readonly database: Database,
    private readonly batches: SigningBatches,
    private readonly signers: Signers,
  ) {}

  async execute(actor: Actor, batchId: string): Promise<Result<true>> {
    const batch = await this.database.transaction(actor, () => this.batches.find(batchId));
    if (batch?.personId !== actor.personId) return refuse(refusals.BATCH_NOT_FOUND());
    if (batchStates.isFinal(batch.state)) return refuse(refusals.BATCH_IS_OVER());
    const enrolled = await this.signers.credentialOf(actor);
    if (!enrolled.ok) return enrolled;
    return enrolled.value.device.sendOtp(enrolled.value.credential.id);
  }
}
