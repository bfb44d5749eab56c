import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { OBJECT_STORE, ObjectTooLarge, type ObjectStore } from '../../platform/storage';
import { documentsRefusals } from '../domain/documents.refusals';
import { safeFileName } from '../domain/file-name';
import { mediaTypeOf } from '../domain/media-type';
import { Documents, type NewVersion } from './documents';
import { inspectAnnex } from './inspect-upload';

/** Bytes that are in the store, with what their content tells; not a document yet. */
export interface ReceivedFile {
  readonly fileName: string;
  readonly version: NewVersion;
}

/**
 * Takes in what others sent. Only its size is ever a reason to refuse it: empty, damaged, encrypted or unknown, it is
 * kept as it came (CAD art. 40-bis).
 */
@Injectable()
export class ReceiveFile {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  async keep(fileName: string, bytes: Readable | Buffer): Promise<Result<ReceivedFile>> {
    const maximum = this.settings.UPLOAD_MAX_BYTES;
    try {
      const { sha256, size, head } = await this.store.put(bytes, maximum);
      const mediaType = mediaTypeOf(head);
      const { pageCount, signatures, title } = await this.inspect(sha256, mediaType);
      const version = { sha256, size, mediaType, origin: 'UPLOADED' as const, pageCount, signatures, title };
      return accept({ fileName: safeFileName(fileName), version });
    } catch (fault) {
      if (fault instanceof ObjectTooLarge)
        return refuse(documentsRefusals.TOO_LARGE({ maximum: Math.floor(maximum / 1024 / 1024) }));
      throw fault;
    }
  }

  /** A document of nobody's own for each file, in the caller's unit of work or one for all; ids in the same order. */
  async file(actor: Actor, files: readonly ReceivedFile[]): Promise<string[]> {
    return this.database.transaction(actor, () => this.documents.createAll(actor, files));
  }

  private async inspect(sha256: string, mediaType: string) {
    const copy = await this.store.localCopy(sha256);
    try {
      return inspectAnnex(copy.path, mediaType);
    } finally {
      await copy.release();
    }
  }
}
