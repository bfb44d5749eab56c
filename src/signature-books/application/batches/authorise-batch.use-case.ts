import { Injectable } from '@nestjs/common';
import { accept, newId, refuse, type Result } from '@libro-firma/kernel';
import type { Actor } from '../../../platform/identity';
import { type Codes, type EnrolledCredential, signingRefusals } from '../../../signing';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { SigningBatchRow } from '../../infrastructure/batch.rows';
import { MakeSignatures, toSignOf } from '../signatures/make-signatures';
import { ReadyBatches } from './ready-batches';
import { RestartBatch } from './restart-batch';
import { Signers } from '../signatures/signers';
import { TakePrintedNumbers } from '../numbers/take-printed-numbers';

/**
 * Second phase, in the process that received the codes and in no job: the device is opened for exactly the documents that
 * one code may authorise. The codes live in this call alone. If the process dies, the lease runs out and what has no value
 * waits for its owner and a new code; what has one is completed without him.
 */
@Injectable()
export class AuthoriseBatch {
  constructor(
    private readonly batches: ReadyBatches,
    private readonly signers: Signers,
    private readonly restart: RestartBatch,
    private readonly make: MakeSignatures,
    private readonly numbers: TakePrintedNumbers,
  ) {}

  /** Accepted when the device is open; the signatures follow, and the batch tells how they go. */
  async execute(actor: Actor, batchId: string, codes: Codes): Promise<Result<{ finished: Promise<void> }>> {
    const ready = await this.batches.waitFor(actor, batchId);
    if (!ready.ok) return ready;
    const enrolled = await this.signers.credentialOf(actor);
    if (!enrolled.ok) return enrolled;
    if (isOther(ready.value, enrolled.value)) {
      const restarted = await this.restart.execute(actor, batchId, enrolled.value);
      return restarted.ok ? refuse(signingRefusals.CERTIFICATE_CHANGED()) : restarted;
    }
    const holder = newId();
    const { signaturesPerCode } = enrolled.value.credential;
    const leased = await this.batches.takeLease(actor, batchId, holder, signaturesPerCode);
    if (!leased.ok) return leased;
    const items = await this.numbers.execute(actor, ready.value, leased.value, () =>
      this.make.beat(actor, batchId, holder),
    );
    const toSign = items.flatMap((item) => toSignOf(item) ?? []);
    if (toSign.length === 0) {
      await this.make.releaseLease(actor, batchId, holder);
      return refuse(refusals.NOTHING_TO_AUTHORISE());
    }
    const session = await this.signers.openSession(enrolled.value, codes, toSign);
    if (!session.ok) {
      await this.make.releaseLease(actor, batchId, holder);
      return session;
    }
    const itemIds = items.map((item) => item.id);
    const finished = this.make.execute(actor, { batchId, holder, session: session.value, itemIds });
    return accept({ finished });
  }
}

/** True when the device names another certificate than the one that the documents were prepared for. */
function isOther(batch: SigningBatchRow, { credential }: EnrolledCredential): boolean {
  return batch.certificates[0] !== credential.certificate.certificate.toString('base64');
}
