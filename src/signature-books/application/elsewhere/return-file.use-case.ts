import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { downloadStates } from '../../domain/elsewhere/signing-download.states';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SigningDownloads } from '../../infrastructure/elsewhere/signing-downloads';
import { SigningRequests } from '../../infrastructure/signing-requests';

/** He who took a file signs it otherwise, or not at all: the others need not wait for his lease to run out. */
@Injectable()
export class ReturnFile {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly downloads: SigningDownloads,
  ) {}

  async execute(actor: Actor, downloadId: string): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const found = await this.downloads.find(downloadId);
      if (!found || found.personId !== actor.personId) return refuse(refusals.NO_SUCH_DOWNLOAD());
      await this.requests.lock(found.requestId);
      const download = await this.downloads.find(downloadId);
      if (download && !downloadStates.isFinal(download.state))
        await this.downloads.move(download, 'give-back');
      return accept(null);
    });
  }
}
