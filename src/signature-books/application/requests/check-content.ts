import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, refuse, type Result } from '@libro-firma/kernel';
import { Documents, DocumentTexts } from '../../../documents';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { placeOfNumber } from '../../domain/number-in-act';
import { type ActToCheck, checkAct, type CheckNotice } from '../../domain/pre-checks';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SignatureBookRow } from '../../infrastructure/request.rows';
import { DocumentTypes } from '../types/document-types';
import { JudgeRoute } from '../routes/judge-route';
import type { RequestContent } from './request-content';

export type ContentToCheck = Pick<
  RequestContent,
  'bookId' | 'mainDocumentId' | 'annexes' | 'route' | 'documentTypeId'
>;

/** Reads an act before its route starts, and says what its drafter may want to put right. Nothing is written. */
@Injectable()
export class CheckContent {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly texts: DocumentTexts,
    private readonly judge: JudgeRoute,
    private readonly types: DocumentTypes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, content: ContentToCheck): Promise<Result<CheckNotice[]>> {
    const found = await this.database.transaction(actor, () => this.gather(actor, content));
    if (!found.ok) return found;
    const { sha256, ...act } = found.value;
    return accept(checkAct({ ...act, text: await this.texts.of(sha256) }));
  }

  private async gather(
    actor: Actor,
    content: ContentToCheck,
  ): Promise<Result<Omit<ActToCheck, 'text'> & { readonly sha256: string }>> {
    const main = (await this.documents.describe([content.mainDocumentId])).get(content.mainDocumentId);
    if (main?.ownerId !== actor.personId) return refuse(refusals.NOT_YOUR_DOCUMENT());
    const book = await this.database
      .rows(SignatureBookRow)
      .findOneBy({ id: content.bookId, aooId: actor.aooId });
    if (!book) return refuse(refusals.NO_SUCH_BOOK());
    const policy = await this.types.policyOf(content.documentTypeId ?? book.documentTypeId);
    return accept({
      sha256: main.sha256,
      annexes: content.annexes.length,
      signers: await this.judge.signersOf(actor, content.route),
      today: legalDate(this.clock.now()),
      numberedAfter: placeOfNumber(policy) === null,
    });
  }
}
