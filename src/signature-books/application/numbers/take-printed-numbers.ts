import { Injectable } from '@nestjs/common';
import { accept, type Refusal, type Result } from '@libro-firma/kernel';
import type { PreparedPades } from '@libro-firma/signature';
import { Database } from '../../../platform/database/database';
import { type Actor, systemActor } from '../../../platform/identity';
import { Register, type RegisteredNumber } from '../../../protocol';
import type { SigningBatchRow, SigningItemRow } from '../../infrastructure/batch.rows';
import { PrepareFile, type Preparing, type Printed } from '../signatures/prepare-file';
import { type NumberToTake, PrintedNumbers } from './printed-numbers';
import { SettleItems } from '../batches/settle-items';
import { Signers } from '../signatures/signers';

interface Made {
  readonly committed: RegisteredNumber;
  readonly prepared: PreparedPades;
}

/**
 * Order B: when the last signer confirms, each of his acts takes its number and the bytes that print it are prepared; only
 * then the device is opened for them. A wrong code, or a device that fails, leaves number and bytes for another try of the
 * same day.
 */
@Injectable()
export class TakePrintedNumbers {
  constructor(
    private readonly database: Database,
    private readonly numbers: PrintedNumbers,
    private readonly file: PrepareFile,
    private readonly register: Register,
    private readonly settle: SettleItems,
    private readonly signers: Signers,
  ) {}

  /** @returns the items that can be signed, each with its final preparation; what is refused has failed with its reason */
  async execute(
    actor: Actor,
    batch: SigningBatchRow,
    items: readonly SigningItemRow[],
    beat: () => Promise<unknown>,
  ): Promise<SigningItemRow[]> {
    if (!items.some((item) => item.takesNumber)) return [...items];
    const ready: SigningItemRow[] = [];
    const { fullName } = await this.database.transaction(actor, () => this.signers.person(batch.personId));
    for (const item of items) {
      if (item.takesNumber) await beat();
      const refusal =
        item.takesNumber && item.numberId === null ? await this.number(actor, batch, item, fullName) : null;
      if (refusal) await this.fail(actor, item, refusal);
      else ready.push(item);
    }
    return ready;
  }

  private async number(
    actor: Actor,
    batch: SigningBatchRow,
    item: SigningItemRow,
    signerName: string,
  ): Promise<Refusal | null> {
    const system = systemActor(actor.bodyId, actor.aooId);
    const wanted = await this.database.transaction(actor, async (): Promise<Result<NumberToTake | null>> => {
      const { requests } = await this.settle.lock(batch.id, [item.id]);
      const [refusal] = await this.signers.refusalsOf(batch.personId, [item], requests);
      if (refusal) return { ok: false, refusal };
      return accept(await this.numbers.toTake(system, item, batch));
    });
    if (!wanted.ok) return wanted.refusal;
    if (!wanted.value) return null;
    const { intentId } = wanted.value;
    const made = await this.take(actor, { batch, item, signerName }, wanted.value);
    if (!made.ok) return made.refusal;
    await this.database.transaction(actor, () => this.numbers.taken(system, item, intentId, made.value));
    return null;
  }

  /** In no transaction of ours: the number exists when the register has committed it. */
  private async take(
    actor: Actor,
    preparing: Preparing,
    { command, printed }: NumberToTake,
  ): Promise<Result<Made>> {
    return this.file.with(preparing, async ({ prepare, digestOf }) => {
      let last: { readonly number: string; readonly prepared: PreparedPades } | null = null;
      const bytesFor = async (
        given: Omit<Printed, 'place' | 'register'> & { readonly registeredAt: Date },
      ) => {
        const { number, registeredOn, registeredAt } = given;
        const prepared = await prepare(registeredAt, { ...printed, number, registeredOn });
        if (!prepared.ok) throw new Error(`${prepared.refusal.code}: the trial of this file was accepted`);
        last = { number, prepared: prepared.value };
        return prepared.value;
      };
      const registered = await this.register.execute(
        { ...actor, aooId: command.aooId },
        { ...command, bind: async (given) => digestOf(await bytesFor(given)) },
      );
      if (!registered.ok) return registered;
      const kept = last as { readonly number: string; readonly prepared: PreparedPades } | null;
      const prepared =
        kept?.number === registered.value.number ? kept.prepared : await bytesFor(registered.value);
      return accept({ committed: registered.value, prepared });
    });
  }

  private async fail(actor: Actor, item: SigningItemRow, refusal: Refusal): Promise<void> {
    await this.database.transaction(actor, async () => {
      const { items } = await this.settle.lock(item.batchId, [item.id]);
      const [queued] = items;
      if (queued?.state !== 'QUEUED') return;
      await this.settle.fail(queued, refusal);
      await this.settle.touch(actor, item.batchId, 'signing-batch.number-refused', { code: refusal.code });
    });
  }
}
