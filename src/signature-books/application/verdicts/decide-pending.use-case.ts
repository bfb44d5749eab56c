import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { SignatureVerdict } from '../../domain/verdict-on-signature';
import { SigningItemRow } from '../../infrastructure/batch.rows';
import type { SigningRequestRow } from '../../infrastructure/request.rows';
import { SigningRequests } from '../../infrastructure/signing-requests';
import { SettleItems } from '../batches/settle-items';
import { type JudgedItem, SettleSignatures } from '../signatures/settle-signatures';

export type PendingDecision = 'ACCEPT' | 'REFUSE';

/**
 * Signatures of an act that wait for a verdict count, or do not, by a reasoned decision of the records manager: they are
 * intact and of their signers, or they would not wait. The decision stands in the journal with what was not known. Refused,
 * the files are kept as evidence outside the act, and whoever signed has the act before him again.
 */
@Injectable()
export class DecidePending {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly settle: SettleItems,
    private readonly settleSignatures: SettleSignatures,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  async execute(
    actor: Actor,
    requestId: string,
    version: number,
    { decision, reason }: { readonly decision: PendingDecision; readonly reason: string },
  ): Promise<Result<SigningRequestRow>> {
    return this.database.transaction(actor, async () => {
      const request = await this.requests.lock(requestId);
      if (request?.aooId !== actor.aooId) return refuse(refusals.NOT_FOUND());
      if (request.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      const pending = await this.database
        .rows(SigningItemRow)
        .find({ where: { requestId, state: 'PENDING' }, order: { batchId: 'ASC', position: 'ASC' } });
      if (pending.length === 0) return refuse(refusals.NO_SIGNATURE_WAITS());
      const unknown = [...new Set(pending.map(({ waiting }) => waiting?.why ?? ''))];
      await this.requests.note(actor, request, {
        type:
          decision === 'ACCEPT'
            ? 'signing-request.signatures-accepted'
            : 'signing-request.signatures-refused',
        payload: { reason, unknown },
      });
      for (const batchId of new Set(pending.map((item) => item.batchId)))
        await this.settleOf(
          actor,
          batchId,
          pending.filter((item) => item.batchId === batchId),
          verdictOf(decision, reason),
        );
      return accept(request);
    });
  }

  private async settleOf(
    actor: Actor,
    batchId: string,
    pending: readonly SigningItemRow[],
    verdict: SignatureVerdict,
  ): Promise<void> {
    const itemIds = pending.map((item) => item.id);
    const locked = await this.settle.lock(batchId, itemIds);
    const judged: JudgedItem[] = [];
    for (const item of locked.items) {
      const sha256 = item.signedSha256 ?? '';
      const file = { sha256, size: await this.store.sizeOf(sha256) };
      judged.push({ item, file, verdict });
    }
    await this.settleSignatures.execute(actor, locked, judged);
    await this.settle.touch(actor, batchId, 'signing-batch.judged', { itemIds });
  }
}

function verdictOf(decision: PendingDecision, reason: string): SignatureVerdict {
  return decision === 'ACCEPT'
    ? { kind: 'COUNTS' }
    : { kind: 'REFUSED', refusal: refusals.SIGNATURE_REFUSED_BY_DECISION({ reason }) };
}
