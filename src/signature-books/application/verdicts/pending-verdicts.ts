import { Inject, Injectable } from '@nestjs/common';
import { fewAtATime } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { withStoredSource } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { SigningItemRow } from '../../infrastructure/batch.rows';
import { SigningRequestRow } from '../../infrastructure/request.rows';
import { SigningBatches } from '../../infrastructure/signing-batches';
import type { JudgedFile } from '../signatures/embed-signature';
import { expectedOf, type ExpectedSignature, SignatureVerdicts } from './signature-verdicts';
import { Signers } from '../signatures/signers';

/** Issuers that are asked at once. */
const AT_ONCE = 4;

export interface PendingVerdict extends JudgedFile {
  readonly itemId: string;
}

/** Asks again about signatures that wait; in no transaction, for as long as those who are asked take. */
@Injectable()
export class PendingVerdicts {
  constructor(
    private readonly database: Database,
    private readonly batches: SigningBatches,
    private readonly verdicts: SignatureVerdicts,
    private readonly signers: Signers,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** Of those items that still wait. */
  async of(system: Actor, batchId: string, itemIds: readonly string[]): Promise<PendingVerdict[]> {
    const found = await this.database.transaction(system, () => this.pending(batchId, itemIds));
    return fewAtATime(found, AT_ONCE, ({ item, expected }) => this.judge(item, expected));
  }

  private async pending(
    batchId: string,
    itemIds: readonly string[],
  ): Promise<{ item: SigningItemRow; expected: ExpectedSignature }[]> {
    const batch = await this.batches.find(batchId);
    const items = await this.database
      .rows(SigningItemRow)
      .findBy({ id: In([...itemIds]), batchId, state: 'PENDING' });
    if (!batch || items.length === 0) return [];
    const { taxCode } = await this.signers.person(batch.personId);
    const requests = await this.database
      .rows(SigningRequestRow)
      .findBy({ id: In(items.map((item) => item.requestId)) });
    const found = new Map(requests.map((request) => [request.id, request]));
    return items.map((item) => ({
      item,
      expected: expectedOf(item, taxCode, found.get(item.requestId)),
    }));
  }

  private async judge(item: SigningItemRow, expected: ExpectedSignature): Promise<PendingVerdict> {
    const { id: itemId, signedSha256: sha256 } = item;
    if (!sha256) throw new Error(`item ${item.id} waits without a file`);
    return withStoredSource(this.store, sha256, async (source) => {
      const verdict = await this.verdicts.asking(source, expected);
      return { itemId, verdict, file: { sha256, size: source.size } };
    });
  }
}
