import { Inject, Injectable } from '@nestjs/common';
import {
  type LocalCopy,
  OBJECT_STORE,
  type ObjectStore,
  PASSING_STORE,
  type PassingStore,
} from '../../platform/storage';
import type { VerificationRequestRow } from '../infrastructure/verification-request.rows';
import type { ContentFile } from './verification-run';

/** Where the files of a request are. */
@Injectable()
export class VerificationStores {
  constructor(
    @Inject(OBJECT_STORE) private readonly documents: ObjectStore,
    @Inject(PASSING_STORE) private readonly passing: PassingStore,
  ) {}

  /** Runs `work` with local copies of the file and of what it may have signed. @throws ObjectMissing */
  async withCopies<T>(
    { origin, fileName, sha256, contents }: VerificationRequestRow,
    work: (file: ContentFile, contents: readonly ContentFile[]) => Promise<T>,
  ): Promise<T> {
    const store = origin === 'DOCUMENT' ? this.documents : this.passing;
    const copies: LocalCopy[] = [];
    const copyOf = async (digest: string): Promise<string> => {
      const copy = await store.localCopy(digest);
      copies.push(copy);
      return copy.path;
    };
    try {
      const file = { fileName, sha256, path: await copyOf(sha256) };
      const named: ContentFile[] = [];
      for (const each of contents) named.push({ ...each, path: await copyOf(each.sha256) });
      return await work(file, named);
    } finally {
      for (const copy of copies) await copy.release();
    }
  }
}
