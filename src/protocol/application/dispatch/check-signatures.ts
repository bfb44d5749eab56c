import { Injectable } from '@nestjs/common';
import { VerifyFile } from '../../../verification';
import type { FoundRegistration } from '../../infrastructure/found-entries';

/** The sender's duty before it composes a message: the signatures of what it sends hold (allegato 6). */
@Injectable()
export class CheckSignatures {
  constructor(private readonly verify: VerifyFile) {}

  /** The first file whose signature does not hold; what cannot be judged now is no reason to keep it back. */
  async brokenIn(entry: FoundRegistration): Promise<string | null> {
    for (const { role, fileName, hash, signed } of entry.files ?? []) {
      const sha256 = role === 'MAIN' ? (entry.completedSha256 ?? hash) : hash;
      if (sha256 === null || !(signed || (role === 'MAIN' && entry.isOpen))) continue;
      const { conclusion } = await this.verify.judgeStored(sha256, fileName);
      if (conclusion === 'TOTAL_FAILED') return fileName;
    }
    return null;
  }
}
