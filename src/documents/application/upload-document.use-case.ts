import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { OBJECT_STORE, ObjectTooLarge, type ObjectStore, type StoredObject } from '../../platform/storage';
import { documentsRefusals } from '../domain/documents.refusals';
import { safeFileName } from '../domain/file-name';
import { mediaTypeOf } from '../domain/media-type';
import { type DescribedDocument, Documents } from './documents';
import { inspectAct, inspectAnnex, type Inspected } from './inspect-upload';

export interface Upload {
  readonly fileName: string | undefined;
  readonly bytes: Readable;
  readonly use: 'act' | 'annex';
}

export interface Uploaded {
  readonly document: DescribedDocument;
  readonly warnings: Inspected['warnings'];
}

/** Takes a file in: streamed to the store while it is hashed, then judged by what it is going to be. */
@Injectable()
export class UploadDocument {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  async execute(actor: Actor, upload: Upload): Promise<Result<Uploaded>> {
    const fileName = safeFileName(upload.fileName);
    const stored = await this.keep(upload.bytes);
    if (!stored.ok) return stored;
    if (stored.value.size === 0) return refuse(documentsRefusals.EMPTY({ fileName }));
    const mediaType = mediaTypeOf(stored.value.head);
    const inspected = await this.inspect(stored.value.sha256, mediaType, upload.use);
    if (!inspected.ok) return inspected;
    const { warnings, ...facts } = inspected.value;
    const document = await this.database.transaction(actor, () =>
      this.documents.create(actor, fileName, {
        sha256: stored.value.sha256,
        size: stored.value.size,
        mediaType,
        origin: 'UPLOADED',
        ...facts,
      }),
    );
    return accept({ document, warnings });
  }

  private async keep(bytes: Readable): Promise<Result<StoredObject>> {
    const maximum = this.settings.UPLOAD_MAX_BYTES;
    try {
      return accept(await this.store.put(bytes, maximum));
    } catch (fault) {
      if (fault instanceof ObjectTooLarge)
        return refuse(documentsRefusals.TOO_LARGE({ maximum: Math.floor(maximum / 1024 / 1024) }));
      throw fault;
    }
  }

  private async inspect(sha256: string, mediaType: string, use: 'act' | 'annex'): Promise<Result<Inspected>> {
    const copy = await this.store.localCopy(sha256);
    try {
      return use === 'act' ? inspectAct(copy.path) : accept(inspectAnnex(copy.path, mediaType));
    } finally {
      await copy.release();
    }
  }
}
