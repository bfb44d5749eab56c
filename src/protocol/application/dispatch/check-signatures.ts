import { Inject, Injectable } from '@nestjs/common';
import { fileSource } from '@libro-firma/pdf';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { VerifyFile } from '../../../verification';
import type { FoundRegistration } from '../../infrastructure/found-entries';

/** The sender's duty before it composes a message: the signatures of what it sends hold (allegato 6). */
@Injectable()
export class CheckSignatures {
  constructor(
    private readonly verify: VerifyFile,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** The first file whose signature does not hold; what cannot be judged now is no reason to keep it back. */
  async brokenIn(entry: FoundRegistration): Promise<string | null> {
    for (const { role, fileName, hash, signed } of entry.files ?? []) {
      const sha256 = role === 'MAIN' ? (entry.completedSha256 ?? hash) : hash;
      if (sha256 === null || !(signed || (role === 'MAIN' && entry.isOpen))) continue;
      if (await this.isBroken(sha256, fileName)) return fileName;
    }
    return null;
  }

  private async isBroken(sha256: string, file: string): Promise<boolean> {
    const copy = await this.store.localCopy(sha256);
    const source = fileSource(copy.path);
    try {
      return (await this.verify.judgeSource(source, { file })).conclusion === 'TOTAL_FAILED';
    } finally {
      source.close();
      await copy.release();
    }
  }
}
