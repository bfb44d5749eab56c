import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@libro-firma/kernel';
import { Documents } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { ArrivalChannel, ArrivalHints } from '../../domain/arrivals/arrival';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { type ComingFile, TakeIn } from './take-in.use-case';

export interface SentArrival {
  readonly files: readonly { readonly documentId: string; readonly sha256?: string }[];
  readonly channel: ArrivalChannel;
  readonly sourceKey: string;
  readonly title?: string;
  readonly hints: ArrivalHints;
}

/** A person or a program puts what it uploaded among the arrivals; an announced hash that differs is told at once. */
@Injectable()
export class SendArrival {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly takeIn: TakeIn,
  ) {}

  async execute(actor: Actor, sent: SentArrival): Promise<Result<{ readonly arrivalId: string }>> {
    const described = await this.database.transaction(actor, () =>
      this.documents.describe(sent.files.map(({ documentId }) => documentId)),
    );
    const files: ComingFile[] = [];
    for (const { documentId, sha256 } of sent.files) {
      const document = described.get(documentId);
      if (!document || document.ownerId !== actor.personId)
        return refuse(protocolRefusals.DOCUMENT_NOT_FOUND());
      if (sha256 !== undefined && sha256 !== document.sha256)
        return refuse(protocolRefusals.HASH_NOT_AS_ANNOUNCED({ fileName: document.fileName }));
      files.push(document);
    }
    return this.takeIn.execute(actor, {
      channel: sent.channel,
      sourceKey: `upload:${actor.personId ?? ''}:${sent.sourceKey}`,
      title:
        sent.title ?? sent.hints.subject ?? described.get(sent.files[0]?.documentId ?? '')?.fileName ?? '',
      hints: sent.hints,
      files,
    });
  }
}
