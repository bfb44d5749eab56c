import { Injectable } from '@nestjs/common';
import { accept, refuse, type Refused, type Result } from '@libro-firma/kernel';
import { Documents } from '../../documents';
import { People, Structure } from '../../organisation';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { SignatureBookRow } from '../infrastructure/request.rows';
import type { RequestContent } from './request-content';
import { RouteProgress } from './route-progress';

/** What may be written into a request: its documents, its route and what the protocol will need. */
@Injectable()
export class JudgeRequest {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly people: People,
    private readonly structure: Structure,
    private readonly progress: RouteProgress,
  ) {}

  async execute(actor: Actor, content: RequestContent): Promise<Result<SignatureBookRow>> {
    const book = await this.database
      .rows(SignatureBookRow)
      .findOneBy({ id: content.bookId, aooId: actor.aooId });
    if (!book) return refuse(refusals.NO_SUCH_BOOK());
    const fault = (await this.faultOfFiles(actor, content)) ?? (await this.faultOfRoute(content));
    if (fault) return fault;
    if (!book.withProtocol) return accept(book);
    return (await this.faultOfRegistration(actor, content)) ?? accept(book);
  }

  private async faultOfFiles(actor: Actor, content: RequestContent): Promise<Refused | null> {
    const wanted = [content.mainDocumentId, ...content.annexes.map((annex) => annex.documentId)];
    if (new Set(wanted).size !== wanted.length) return refuse(refusals.DOCUMENT_TWICE());
    const found = await this.documents.describe(wanted);
    for (const id of wanted)
      if (found.get(id)?.ownerId !== actor.personId) return refuse(refusals.NOT_YOUR_DOCUMENT());
    const toSign = content.annexes.filter((annex) => annex.toSign).map((annex) => annex.documentId);
    for (const id of [content.mainDocumentId, ...toSign]) {
      const document = found.get(id);
      if (document?.mediaType !== 'application/pdf')
        return refuse(refusals.ONLY_PDF_IS_SIGNED({ fileName: document?.fileName ?? '' }));
    }
    return null;
  }

  private async faultOfRoute({ route }: RequestContent): Promise<Refused | null> {
    if (!route.some((step) => step.kind === 'SIGN')) return refuse(refusals.NO_SIGNATURE_IN_ROUTE());
    for (const step of route) {
      if ((step.minimum ?? 1) > new Set(step.holderIds).size) return refuse(refusals.TOO_MANY_NEEDED());
      const fault = await this.faultOfHolders(step);
      if (fault) return fault;
    }
    return null;
  }

  /** Each holder must have the power today; it is judged again when he acts. */
  async faultOfHolders(
    step: Pick<RequestContent['route'][number], 'kind' | 'holderIds'>,
  ): Promise<Refused | null> {
    for (const holderId of step.holderIds) {
      if (await this.progress.power(holderId, step.kind)) continue;
      const people = await this.people.find([holderId]);
      return refuse(refusals.NO_POWER({ holder: people.get(holderId)?.fullName ?? '?' }));
    }
    return null;
  }

  private async faultOfRegistration(actor: Actor, { registration }: RequestContent): Promise<Refused | null> {
    if (!registration || registration.recipients.length === 0)
      return refuse(refusals.REGISTRATION_DATA_MISSING());
    const code = registration.classificationCode;
    return (await this.structure.isClassification(actor.aooId, code))
      ? null
      : refuse(refusals.UNKNOWN_CLASSIFICATION({ code }));
  }
}
