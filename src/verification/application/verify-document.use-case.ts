import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Documents } from '../../documents';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { verificationRefusals } from '../domain/verification.refusals';
import { type Answer, AskVerification } from './ask-verification.use-case';

/** Verifies the latest version of a document that the actor brought; others verify it through what they may open. */
@Injectable()
export class VerifyDocument {
  constructor(
    private readonly ask: AskVerification,
    private readonly documents: Documents,
    private readonly database: Database,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  async execute(
    actor: Actor,
    documentId: string,
    { waits }: { readonly waits: boolean },
  ): Promise<Result<Answer>> {
    const document = await this.database.transaction(actor, async () =>
      (await this.documents.describe([documentId])).get(documentId),
    );
    if (!document || document.ownerId !== actor.personId)
      return refuse(verificationRefusals.NO_SUCH_DOCUMENT());
    const { fileName, sha256, size } = document;
    const copy = await this.store.localCopy(sha256);
    try {
      const file = { fileName, sha256, size, path: copy.path };
      const asked = { file, contents: [], origin: 'DOCUMENT', keeps: false } as const;
      return accept(await this.ask.execute(actor, asked, { waits }));
    } finally {
      await copy.release();
    }
  }
}
