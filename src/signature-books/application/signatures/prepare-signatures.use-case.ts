import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, type Result } from '@libro-firma/kernel';
import { preparedPadesToJson, type PreparedPadesJson } from '@libro-firma/signature';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { EachChange } from '../../../platform/database/update-each';
import type { Actor } from '../../../platform/identity';
import { SigningBatchRow, SigningItemRow } from '../../infrastructure/batch.rows';
import { PrepareFile, type Preparing } from './prepare-file';
import { PrintedNumbers } from '../numbers/printed-numbers';
import { SettleItems } from '../batches/settle-items';
import { Signers } from './signers';

/** First phase, without a secret: hashes the stored bytes again, makes the placeholder and what is to be signed. */
@Injectable()
export class PrepareSignatures {
  constructor(
    private readonly database: Database,
    private readonly settle: SettleItems,
    private readonly signers: Signers,
    private readonly file: PrepareFile,
    private readonly numbers: PrintedNumbers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(system: Actor, batchId: string, itemIds: readonly string[]): Promise<void> {
    const { batch, items, requests } = await this.settle.lock(batchId, itemIds);
    if (!batch) return;
    const signer = await this.signers.person(batch.personId);
    const prepared: EachChange<SigningItemRow>[] = [];
    for (const item of items) {
      if (item.state !== 'QUEUED' || item.prepared) continue;
      const outcome = await this.prepare(item, batch, {
        signerName: signer.fullName,
        at: requests.get(item.requestId)?.policy.appearance,
      });
      if (outcome.ok) prepared.push({ where: { id: item.id }, set: { prepared: outcome.value } });
      else await this.settle.fail(item, outcome.refusal);
    }
    await this.database.updateEach(SigningItemRow, prepared);
    await this.settle.touch(system, batchId, 'signing-batch.prepared', { itemIds });
  }

  /** A signature that prints the number of its act is tried with a number of zeros: what would refuse it is said now. */
  private async prepare(
    item: SigningItemRow,
    batch: SigningBatchRow,
    seen: Pick<Preparing, 'signerName' | 'at'>,
  ): Promise<Result<PreparedPadesJson>> {
    const printed = item.takesNumber ? await this.numbers.trialOf(item.requestId) : undefined;
    const prepared = await this.file.once({ item, batch, ...seen }, this.clock.now(), printed);
    return prepared.ok ? accept(preparedPadesToJson(prepared.value)) : prepared;
  }
}
