import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { type Codes, type EnrolledCredential, signingRefusals } from '../../signing';
import { batchStates } from '../domain/batch.states';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { isLeased, type SigningBatchRow, type SigningItemRow } from '../infrastructure/batch.rows';
import { SigningBatches } from '../infrastructure/signing-batches';
import { LEASE_MS, MakeSignatures, toSignOf } from './make-signatures';
import { RestartBatch } from './restart-batch';
import { Signers } from './signers';

const PREPARATION_PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 50;

/**
 * Second phase, in the process that received the codes and in no job: the device is opened for exactly the documents that
 * one code may authorise. The codes live in this call alone. If the process dies, the lease runs out and what has no value
 * waits for its owner and a new code; what has one is completed without him.
 */
@Injectable()
export class AuthoriseBatch {
  constructor(
    private readonly database: Database,
    private readonly batches: SigningBatches,
    private readonly signers: Signers,
    private readonly restart: RestartBatch,
    private readonly make: MakeSignatures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Accepted when the device is open; the signatures follow, and the batch tells how they go. */
  async execute(actor: Actor, batchId: string, codes: Codes): Promise<Result<{ finished: Promise<void> }>> {
    const ready = await this.waitForPreparation(actor, batchId);
    if (!ready.ok) return ready;
    const enrolled = await this.signers.credentialOf(actor);
    if (!enrolled.ok) return enrolled;
    if (isOther(ready.value, enrolled.value)) {
      const restarted = await this.restart.execute(actor, batchId, enrolled.value);
      return restarted.ok ? refuse(signingRefusals.CERTIFICATE_CHANGED()) : restarted;
    }
    const holder = newId();
    const { signaturesPerCode } = enrolled.value.credential;
    const leased = await this.takeLease(actor, batchId, holder, signaturesPerCode);
    if (!leased.ok) return leased;
    const toSign = leased.value.flatMap((item) => toSignOf(item) ?? []);
    const session = await this.signers.openSession(enrolled.value, codes, toSign);
    if (!session.ok) {
      await this.make.releaseLease(actor, batchId, holder);
      return session;
    }
    const itemIds = leased.value.map((item) => item.id);
    const finished = this.make.execute(actor, { batchId, holder, session: session.value, itemIds });
    return accept({ finished });
  }

  private async waitForPreparation(actor: Actor, batchId: string): Promise<Result<SigningBatchRow>> {
    const until = this.clock.now().getTime() + PREPARATION_PATIENCE_MS;
    for (;;) {
      const state = await this.database.transaction(actor, async () => {
        const batch = await this.batches.find(batchId);
        if (batch?.personId !== actor.personId) return refuse(refusals.BATCH_NOT_FOUND());
        if (batchStates.isFinal(batch.state)) return refuse(refusals.BATCH_IS_OVER());
        const { queued, prepared } = await this.batches.preparation(batchId);
        if (queued === 0) return refuse(refusals.NOTHING_TO_AUTHORISE());
        return accept(prepared === queued ? batch : null);
      });
      if (!state.ok) return state;
      if (state.value) return accept(state.value);
      if (this.clock.now().getTime() > until) return refuse(refusals.STILL_PREPARING());
      await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
    }
  }

  /** As many items as one code authorises; the others wait for the next code, as the batch says. */
  private async takeLease(
    actor: Actor,
    batchId: string,
    holder: string,
    most: number,
  ): Promise<Result<SigningItemRow[]>> {
    return this.database.transaction(actor, async () => {
      const batch = await this.batches.lock(batchId);
      if (!batch) return refuse(refusals.BATCH_NOT_FOUND());
      const now = this.clock.now();
      if (isLeased(batch, now)) return refuse(refusals.BATCH_IN_OTHER_HANDS());
      const queued = (await this.batches.items(batchId)).filter((item) => item.state === 'QUEUED');
      if (queued.length === 0) return refuse(refusals.NOTHING_TO_AUTHORISE());
      if (queued.some((item) => !item.prepared)) return refuse(refusals.STILL_PREPARING());
      const items = queued.slice(0, most);
      await this.batches.save(
        actor,
        batch,
        { leaseUntil: new Date(now.getTime() + LEASE_MS), leaseHolder: holder, stopped: null },
        'signing-batch.authorisation-began',
        { signatures: items.length },
      );
      return accept(items);
    });
  }
}

/** True when the device names another certificate than the one that the documents were prepared for. */
function isOther(batch: SigningBatchRow, { credential }: EnrolledCredential): boolean {
  return batch.certificates[0] !== credential.certificate.certificate.toString('base64');
}
