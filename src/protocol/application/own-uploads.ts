import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { type DescribedDocument, Documents } from '../../documents';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { protocolRefusals } from '../domain/protocol.refusals';

/** Files that whoever acts has uploaded, and small objects of the store as bytes. */
@Injectable()
export class OwnUploads {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** Refusals: `PROTOCOL_DOCUMENT_NOT_FOUND`, also for what somebody else uploaded; `PROTOCOL_OUT_OF_BOUNDS`. */
  async read(
    actor: Actor,
    documentId: string,
    maximum: number,
  ): Promise<Result<{ readonly document: DescribedDocument; readonly bytes: Buffer }>> {
    const described = await this.database.transaction(actor, () => this.documents.describe([documentId]));
    const document = described.get(documentId);
    if (!document || document.ownerId !== actor.personId)
      return refuse(protocolRefusals.DOCUMENT_NOT_FOUND());
    if (document.size > maximum)
      return refuse(protocolRefusals.OUT_OF_BOUNDS({ field: document.fileName, bound: `${maximum} byte` }));
    return accept({ document, bytes: await this.bytesOf(document.sha256) });
  }

  /** Of a stored file, by an algorithm as segnature name it: `SHA-512`. */
  async hashOf(sha256: string, algorithm: string): Promise<string> {
    const hash = createHash(algorithm.toLowerCase().replace('-', ''));
    for await (const part of await this.store.read(sha256)) hash.update(part as Buffer);
    return hash.digest('hex');
  }

  /** Keeps what the service itself has written. */
  async put(bytes: Buffer): Promise<{ readonly sha256: string; readonly size: number }> {
    return this.store.put(bytes);
  }

  async bytesOf(sha256: string): Promise<Buffer> {
    return buffer(await this.store.read(sha256));
  }
}
