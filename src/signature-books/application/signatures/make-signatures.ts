import { chunked } from '@libro-firma/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Refusal, Result } from '@libro-firma/kernel';
import { preparedPadesFromJson } from '@libro-firma/signature';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { LOGGER, type Logger } from '../../../platform/observability/logger';
import { checkValues, type DeviceSession, signingRefusals, type ToSign } from '../../../signing';
import { batchStates, itemStates } from '../../domain/batch.states';
import { type SigningBatchRow, SigningItemRow } from '../../infrastructure/batch.rows';
import { SigningBatches } from '../../infrastructure/signing-batches';
import { SettleItems } from '../batches/settle-items';
import { Signers } from './signers';

/** While it lasts nobody else makes these signatures; past it a new code is asked for. */
export const LEASE_MS = 20_000;
/** A living process renews its lease this often, however long the device takes. */
const HEARTBEAT_MS = 5_000;

export interface OpenedBatch {
  readonly batchId: string;
  readonly holder: string;
  readonly session: DeviceSession;
  readonly itemIds: readonly string[];
}

/** Asks an open device for the signatures of a batch, and stores each value before anything else is done with it. */
@Injectable()
export class MakeSignatures {
  constructor(
    private readonly database: Database,
    private readonly batches: SigningBatches,
    private readonly settle: SettleItems,
    private readonly signers: Signers,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Ends when all are made, or when the device can make no more: then what is left waits for a new code. Whoever asked has
   * been answered already, so that a fault is told to the log.
   */
  async execute(actor: Actor, opened: OpenedBatch): Promise<void> {
    const { batchId, holder } = opened;
    const heart = setInterval(() => void this.beat(actor, batchId, holder), HEARTBEAT_MS);
    try {
      const stopped = await this.signAll(actor, opened).finally(() => opened.session.close());
      await this.releaseLease(actor, batchId, holder, stopped);
    } catch (fault) {
      this.logger.error({ err: fault, batchId }, 'signatures stopped; those not made wait for a new code');
      await this.releaseLease(actor, batchId, holder).catch(() => undefined); // else it runs out by itself
    } finally {
      clearInterval(heart);
    }
  }

  private async signAll(actor: Actor, opened: OpenedBatch): Promise<Refusal | null> {
    for (const chunk of chunked(opened.itemIds, opened.session.perCall)) {
      const stopped = await this.signChunk(actor, opened, chunk);
      if (stopped) return stopped;
    }
    return null;
  }

  async releaseLease(
    actor: Actor,
    batchId: string,
    holder: string,
    stopped: Refusal | null = null,
  ): Promise<void> {
    await this.database.transaction(actor, async () => {
      const batch = await this.batches.lock(batchId);
      if (batch?.leaseHolder !== holder) return;
      const reason = stopped && {
        code: stopped.code,
        text: stopped.text,
        remedy: stopped.remedy ?? null,
      };
      await this.batches.save(
        actor,
        batch,
        { leaseUntil: null, leaseHolder: null, stopped: reason },
        'signing-batch.authorisation-ended',
        { stopped: stopped?.code ?? null },
      );
    });
  }

  /**
   * The device is asked inside the transaction that holds the requests: nothing can be returned, and nobody else can sign
   * the same, between asking and storing. A value that came is stored even if the lease was lost meanwhile.
   */
  private async signChunk(
    actor: Actor,
    { batchId, holder, session }: OpenedBatch,
    itemIds: readonly string[],
  ): Promise<Refusal | null> {
    return this.database.transaction(actor, async () => {
      const { batch, items, requests } = await this.settle.lock(batchId, itemIds);
      if (batch?.leaseHolder !== holder) throw new Error('the lease of this batch was lost');
      const due = items.filter((item) => item.state === 'QUEUED' && isReady(item));
      const faults = await this.signers.refusalsOf(batch.personId, due, requests);
      const open: SigningItemRow[] = [];
      for (const [index, item] of due.entries()) {
        const refusal = faults[index];
        if (refusal) await this.settle.fail(item, refusal);
        else open.push(item);
      }
      if (open.length === 0) {
        await this.settle.touch(actor, batchId, 'signing-batch.power-ended');
        return null;
      }
      const { stored, stopped } = await this.storeValues(session, batch, open);
      await this.renew(actor, batchId, stored);
      return stopped;
    });
  }

  private async renew(actor: Actor, batchId: string, stored: readonly string[]): Promise<void> {
    const batch = await this.batches.lock(batchId);
    if (!batch) throw new Error(`batch ${batchId} is not there`);
    if (stored.length === 0) {
      await this.settle.touch(actor, batchId, 'signing-batch.no-value');
      return;
    }
    const state = batchStates.next(batch.state, 'authorise') ?? batch.state;
    const leaseUntil = new Date(this.clock.now().getTime() + LEASE_MS);
    await this.batches.save(actor, batch, { state, leaseUntil }, 'signing-batch.values-stored', {
      itemIds: stored,
    });
  }

  /** Each value against its own document. What is not of it fails; what the device did not give waits for a new code. */
  private async storeValues(
    session: DeviceSession,
    batch: SigningBatchRow,
    items: readonly SigningItemRow[],
  ): Promise<{ stored: string[]; stopped: Refusal | null }> {
    const certificate = Buffer.from(batch.certificates[0] ?? '', 'base64');
    const asked = items.map((item) => {
      const toSign = toSignOf(item);
      if (!toSign) throw new Error(`item ${item.id} was prepared by another version of this software`);
      return toSign;
    });
    const values = checkValues(certificate, asked, await session.sign(asked));
    const valueAt = this.clock.now();
    const stored: { where: { id: string }; set: Partial<SigningItemRow> }[] = [];
    let stopped: Refusal | null = null;
    for (const [index, item] of items.entries()) {
      const value = values[index] as Result<Buffer>;
      if (value.ok) {
        const state = itemStates.next(item.state, 'store-value') ?? item.state;
        stored.push({ where: { id: item.id }, set: { state, signatureValue: value.value, valueAt } });
      } else if (isOfDocument(value.refusal)) await this.settle.fail(item, value.refusal);
      else stopped = value.refusal;
    }
    await this.database.updateEach(SigningItemRow, stored);
    return { stored: stored.map(({ where }) => where.id), stopped };
  }

  /** Whoever holds the lease is still at work. */
  async beat(actor: Actor, batchId: string, holder: string): Promise<void> {
    const leaseUntil = new Date(this.clock.now().getTime() + LEASE_MS);
    await this.database
      .transaction(actor, () =>
        this.database.query('UPDATE signing_batch SET lease_until = $3 WHERE id = $1 AND lease_holder = $2', [
          batchId,
          holder,
          leaseUntil,
        ]),
      )
      .catch((fault: unknown) => this.logger.warn({ err: fault, batchId }, 'a lease was not renewed'));
  }
}

/** Prepared; and, where it prints the number of its act, with the number that was given. */
function isReady({ prepared, takesNumber, numberId }: SigningItemRow): boolean {
  return prepared !== null && (!takesNumber || numberId !== null);
}

/** What the device is asked for; null when the preparation cannot be read. */
export function toSignOf(item: SigningItemRow): ToSign | null {
  const prepared = preparedPadesFromJson(item.prepared);
  if (!prepared.ok) return null;
  const { signatureScheme: scheme, digestAlgorithm, toBeSigned: bytes } = prepared.value;
  return { scheme, digestAlgorithm, bytes };
}

const OF_DOCUMENT = signingRefusals.VALUE_NOT_OF_THIS_DOCUMENT().code;

/** A value that is not of its document says that something is wrong with this one; all else, with the device. */
function isOfDocument({ code }: Refusal): boolean {
  return code === OF_DOCUMENT;
}
