import { Injectable } from '@nestjs/common';
import { accept, refuse, type Refused, type Result } from '@libro-firma/kernel';
import { Documents } from '../../../documents';
import { Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import type { TypePolicy } from '../../domain/type-policy';
import { SignatureBookRow } from '../../infrastructure/request.rows';
import { DocumentTypes } from '../types/document-types';
import { JudgeRoute } from '../routes/judge-route';
import type { RequestContent } from './request-content';

export interface Judged {
  readonly book: SignatureBookRow;
  /** Registers that will number the act. */
  readonly registers: readonly string[];
}

/** What may be written into a request: its documents, its route and what the protocol will need. */
@Injectable()
export class JudgeRequest {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly structure: Structure,
    private readonly route: JudgeRoute,
    private readonly types: DocumentTypes,
  ) {}

  async execute(actor: Actor, content: RequestContent): Promise<Result<Judged>> {
    const book = await this.database
      .rows(SignatureBookRow)
      .findOneBy({ id: content.bookId, aooId: actor.aooId });
    if (!book) return refuse(refusals.NO_SUCH_BOOK());
    if (content.urgent && !content.urgentReason) return refuse(refusals.URGENT_WITHOUT_REASON());
    const documentTypeId = content.documentTypeId ?? book.documentTypeId;
    const policy = await this.types.policyOf(documentTypeId);
    const fault =
      (await this.faultOfFiles(actor, content, policy)) ?? (await this.route.fault(actor, content.route));
    if (fault) return fault;
    const registers = await this.types.registersFor(documentTypeId, {
      withProtocol: book.withProtocol,
      route: content.route,
    });
    if (registers.length === 0) return accept({ book, registers });
    return (await this.faultOfRegistration(actor, content)) ?? accept({ book, registers });
  }

  private async faultOfFiles(
    actor: Actor,
    content: RequestContent,
    policy: TypePolicy,
  ): Promise<Refused | null> {
    const wanted = [content.mainDocumentId, ...content.annexes.map((annex) => annex.documentId)];
    if (new Set(wanted).size !== wanted.length) return refuse(refusals.DOCUMENT_TWICE());
    const found = await this.documents.describe(wanted);
    for (const id of wanted)
      if (found.get(id)?.ownerId !== actor.personId) return refuse(refusals.NOT_YOUR_DOCUMENT());
    const toSign = content.annexes.filter((annex) => annex.toSign).map((annex) => annex.documentId);
    const isAct = (id: string): boolean => found.get(id)?.mediaType === 'application/pdf';
    const isSignable = (id: string): boolean => isAct(id) || policy.container === 'CADES';
    const wrong = [
      ...[content.mainDocumentId].filter((id) => !isAct(id)),
      ...toSign.filter((id) => !isSignable(id)),
    ].at(0);
    if (wrong === undefined) return null;
    return refuse(refusals.ONLY_PDF_IS_SIGNED({ fileName: found.get(wrong)?.fileName ?? '' }));
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
