import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { preparedPadesFromJson } from '@libro-firma/signature';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { LOGGER, type Logger } from '../../platform/observability/logger';
import { checkValues, type DeviceSession } from '../../signing';
import { batchStates, itemStates } from '../domain/batch.states';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { type SigningBatchRow, SigningItemRow } from '../infrastructure/batch.rows';
import { SigningBatches } from '../infrastructure/signing-batches';
import { chunked } from './open-batch.use-case';
import { SettleItems } from './settle-items';
import { Signers } from './signers';

/** While it is renewed with each chunk, nobody else makes these signatures; past it a new code is asked for. */
const LEASE_MS = 20_000;
const PREPARATION_PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 150;

/**
 * Second phase, in the process that received the code and in no job: one device session for all digests, and each raw
 * value stored in one transaction per chunk. The code lives in this call alone. If the process dies, the lease runs out
 * and what has no value waits for its owner and a new code; what has one is completed without him.
 */
@Injectable()
export class AuthoriseBatch {
  constructor(
    private readonly database: Database,
    private readonly batches: SigningBatches,
    private readonly settle: SettleItems,
    private readonly signers: Signers,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Accepted when the device is open; the signatures follow, and the batch tells how they go. */
  async execute(actor: Actor, batchId: string, code: string): Promise<Result<{ finished: Promise<void> }>> {
    const ready = await this.waitForPreparation(actor, batchId);
    if (!ready.ok) return ready;
    const holder = newId();
    const leased = await this.takeLease(actor, batchId, holder);
    if (!leased.ok) return leased;
    const session = await this.signers.openSession(actor, leased.value.batch.certificates[0], code);
    if (!session.ok) {
      await this.releaseLease(actor, batchId, holder);
      return session;
    }
    const finished = this.signAll(actor, batchId, holder, session.value, leased.value.itemIds).catch(
      (fault: unknown) => {
        this.logger.error({ err: fault, batchId }, 'signatures stopped; those not made wait for a new code');
      },
    );
    return accept({ finished });
  }

  private async waitForPreparation(actor: Actor, batchId: string): Promise<Result<true>> {
    const until = this.clock.now().getTime() + PREPARATION_PATIENCE_MS;
    for (;;) {
      const state = await this.database.transaction(actor, async () => {
        const batch = await this.batches.find(batchId);
        if (batch?.personId !== actor.personId) return refuse(refusals.BATCH_NOT_FOUND());
        if (batchStates.isFinal(batch.state)) return refuse(refusals.BATCH_IS_OVER());
        const items = await this.batches.items(batchId);
        const queued = items.filter((item) => item.state === 'QUEUED');
        if (queued.length === 0) return refuse(refusals.NOTHING_TO_AUTHORISE());
        return accept(queued.every((item) => item.prepared !== null));
      });
      if (!state.ok) return state;
      if (state.value) return accept(true);
      if (this.clock.now().getTime() > until) return refuse(refusals.STILL_PREPARING());
      await new Promise((wake) => setTimeout(wake, LOOK_EVERY_MS));
    }
  }

  private async takeLease(
    actor: Actor,
    batchId: string,
    holder: string,
  ): Promise<Result<{ batch: SigningBatchRow; itemIds: string[] }>> {
    return this.database.transaction(actor, async () => {
      const batch = await this.batches.lock(batchId);
      if (!batch) return refuse(refusals.BATCH_NOT_FOUND());
      const now = this.clock.now();
      if (batch.leaseUntil && batch.leaseUntil > now) return refuse(refusals.BATCH_IN_OTHER_HANDS());
      const items = (await this.batches.items(batchId)).filter((item) => item.state === 'QUEUED');
      if (items.length === 0) return refuse(refusals.NOTHING_TO_AUTHORISE());
      const lease = { leaseUntil: new Date(now.getTime() + LEASE_MS), leaseHolder: holder };
      await this.batches.save(actor, batch, lease, 'signing-batch.authorisation-began', {
        signatures: items.length,
      });
      return accept({ batch, itemIds: items.map((item) => item.id) });
    });
  }

  private async signAll(
    actor: Actor,
    batchId: string,
    holder: string,
    session: DeviceSession,
    itemIds: readonly string[],
  ): Promise<void> {
    try {
      for (const chunk of chunked(itemIds)) await this.signChunk(actor, batchId, holder, session, chunk);
    } finally {
      await session.close();
      await this.releaseLease(actor, batchId, holder);
    }
  }

  /** The device is asked inside the transaction that holds the requests: nothing can be returned between asking and storing. */
  private async signChunk(
    actor: Actor,
    batchId: string,
    holder: string,
    session: DeviceSession,
    itemIds: readonly string[],
  ): Promise<void> {
    await this.database.transaction(actor, async () => {
      const { items, requests } = await this.settle.lock(batchId, itemIds);
      const batch = await this.batches.lock(batchId);
      if (batch?.leaseHolder !== holder) throw new Error('the lease of this batch was lost');
      const open: SigningItemRow[] = [];
      for (const item of items.filter((candidate) => candidate.state === 'QUEUED' && candidate.prepared)) {
        const refusal = await this.signers.refusalOf(batch.personId, item, requests.get(item.requestId));
        if (refusal) await this.settle.fail(item, refusal);
        else open.push(item);
      }
      if (open.length === 0) {
        await this.settle.touch(actor, batchId, 'signing-batch.power-ended');
        return;
      }
      const certificate = Buffer.from(batch.certificates[0] ?? '', 'base64');
      const stored = await this.storeValues(session, certificate, open);
      const now = this.clock.now();
      const state = batchStates.next(batch.state, 'authorise') ?? batch.state;
      await this.batches.save(
        actor,
        batch,
        { state, leaseUntil: new Date(now.getTime() + LEASE_MS) },
        'signing-batch.values-stored',
        {
          itemIds: stored,
        },
      );
    });
  }

  private async storeValues(
    session: DeviceSession,
    certificate: Buffer,
    items: readonly SigningItemRow[],
  ): Promise<string[]> {
    const prepared = items.map((item) => preparedPadesFromJson(item.prepared));
    const asked = prepared.flatMap((outcome) =>
      outcome.ok
        ? [
            {
              scheme: outcome.value.signatureScheme,
              digestAlgorithm: outcome.value.digestAlgorithm,
              bytes: outcome.value.toBeSigned,
            },
          ]
        : [],
    );
    const values = checkValues(certificate, asked, await session.sign(asked));
    const valueAt = this.clock.now();
    const stored: string[] = [];
    let next = 0;
    for (const [index, item] of items.entries()) {
      const reading = prepared[index];
      const value = reading?.ok ? values[next++] : reading;
      if (!value?.ok) {
        if (value) await this.settle.fail(item, value.refusal);
        continue;
      }
      const state = itemStates.next(item.state, 'store-value') ?? item.state;
      await this.database
        .rows(SigningItemRow)
        .update({ id: item.id }, { state, signatureValue: value.value, valueAt });
      stored.push(item.id);
    }
    return stored;
  }

  private async releaseLease(actor: Actor, batchId: string, holder: string): Promise<void> {
    await this.database.transaction(actor, async () => {
      const batch = await this.batches.lock(batchId);
      if (batch?.leaseHolder !== holder) return;
      await this.batches.save(
        actor,
        batch,
        { leaseUntil: null, leaseHolder: null },
        'signing-batch.authorisation-ended',
      );
    });
  }
}
