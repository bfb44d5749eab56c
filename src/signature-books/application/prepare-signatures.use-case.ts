import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { fileSource } from '@libro-firma/pdf';
import { preparePades, preparedPadesToJson, type PreparedPadesJson } from '@libro-firma/signature';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { EachChange } from '../../platform/database/update-each';
import type { Actor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { SigningBatchRow, SigningItemRow } from '../infrastructure/batch.rows';
import { SettleItems } from './settle-items';
import { Signers } from './signers';

/** First phase, without a secret: hashes the stored bytes again, makes the placeholder and what is to be signed. */
@Injectable()
export class PrepareSignatures {
  constructor(
    private readonly database: Database,
    private readonly settle: SettleItems,
    private readonly signers: Signers,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(system: Actor, batchId: string, itemIds: readonly string[]): Promise<void> {
    const { batch, items } = await this.settle.lock(batchId, itemIds);
    if (!batch) return;
    const signer = await this.signers.person(batch.personId);
    const prepared: EachChange<SigningItemRow>[] = [];
    for (const item of items) {
      if (item.state !== 'QUEUED' || item.prepared) continue;
      const outcome = await this.prepare(item, batch, signer.fullName);
      if (outcome.ok) prepared.push({ where: { id: item.id }, set: { prepared: outcome.value } });
      else await this.settle.fail(item, outcome.refusal);
    }
    await this.database.updateEach(SigningItemRow, prepared);
    await this.settle.touch(system, batchId, 'signing-batch.prepared', { itemIds });
  }

  private async prepare(
    item: SigningItemRow,
    batch: SigningBatchRow,
    signerName: string,
  ): Promise<Result<PreparedPadesJson>> {
    const [certificate, ...chain] = batch.certificates.map((der) => Buffer.from(der, 'base64'));
    if (!certificate) throw new Error(`batch ${batch.id} has no certificate`);
    const copy = await this.store.localCopy(item.baseSha256);
    const source = fileSource(copy.path);
    try {
      const prepared = preparePades(source, {
        certificate,
        chain,
        signingTime: this.clock.now(),
        signerName,
      });
      // The stored bytes are hashed while preparing: a store that lost or changed a file is found here, not in court.
      const found = prepared.ok ? prepared.value.documentSha256 : await sha256Of(copy.path);
      if (found !== item.baseSha256)
        return refuse(refusals.STORED_BYTES_DIFFER({ expected: item.baseSha256.slice(0, 16) }));
      return prepared.ok ? accept(preparedPadesToJson(prepared.value)) : prepared;
    } finally {
      source.close();
      await copy.release();
    }
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
