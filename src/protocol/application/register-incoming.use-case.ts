import { Injectable } from '@nestjs/common';
import { newId, refuse, type Result } from '@libro-firma/kernel';
import { type DescribedDocument, Documents } from '../../documents';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { protocolRefusals } from '../domain/protocol.refusals';
import type { Correspondent, RegisteredFile, RegisteredNumber } from '../domain/registration';
import { Register } from './register.use-case';

export interface IncomingDocument {
  readonly subject: string;
  readonly sender: Correspondent;
  readonly classificationCode: string;
  readonly documentId: string;
  readonly annexDocumentIds: readonly string[];
  readonly senderReference?: string;
  readonly receivedOn?: string;
  readonly means: string;
}

/** Registers what arrived at the desk of a protocol operator, who has uploaded it. */
@Injectable()
export class RegisterIncoming {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly register: Register,
  ) {}

  /** `clientKey`: the client's own idempotency key; a repeat after a crash gets the number that the first try got. */
  async execute(
    actor: Actor,
    incoming: IncomingDocument,
    clientKey: string | null,
  ): Promise<Result<RegisteredNumber>> {
    const ids = [incoming.documentId, ...incoming.annexDocumentIds];
    const described = await this.database.transaction(actor, () => this.documents.describe(ids));
    const own = ids.flatMap((id) => {
      const document = described.get(id);
      return document && document.ownerId === actor.personId ? [document] : [];
    });
    if (own.length < ids.length) return refuse(protocolRefusals.DOCUMENT_NOT_FOUND());
    const { subject, sender, classificationCode, senderReference, receivedOn, means } = incoming;
    return this.register.execute(actor, {
      key: `desk:${actor.personId ?? ''}:${clientKey ?? newId()}`,
      aooId: actor.aooId,
      direction: 'INCOMING',
      subject,
      sender,
      recipients: [],
      classificationCode,
      files: own.map((document, index) => fileOf(document, index === 0 ? 'MAIN' : 'ANNEX')),
      operatorId: actor.personId,
      officeId: actor.officeIds[0] ?? null,
      means,
      ...(senderReference !== undefined && { senderReference }),
      ...(receivedOn !== undefined && { receivedOn }),
    });
  }
}

function fileOf(document: DescribedDocument, role: 'MAIN' | 'ANNEX'): RegisteredFile {
  return {
    role,
    fileName: document.fileName,
    mediaType: document.mediaType,
    size: document.size,
    sha256: document.sha256,
    documentVersionId: document.versionId,
    signed: document.signatures > 0,
  };
}
