import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { accept, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { ReceiveFile } from '../../../documents';
import type { Actor } from '../../../platform/identity';
import { CountUpload, type TakenFile } from './count-upload';
import { ExamineUpload } from './examine-upload';
import { GivenFiles } from './given-file';

/**
 * Takes back a file that was signed with another program. What is not the given file with one signature more is refused
 * and leaves nothing; a signature that is judged and does not count stays as evidence, and the refusal is told.
 */
@Injectable()
export class TakeSignedFile {
  constructor(
    private readonly given: GivenFiles,
    private readonly receive: ReceiveFile,
    private readonly examine: ExamineUpload,
    private readonly count: CountUpload,
  ) {}

  async execute(
    actor: Actor,
    downloadId: string,
    upload: { readonly fileName: string; readonly bytes: Readable },
  ): Promise<Result<TakenFile>> {
    const given = await this.given.find(actor, downloadId);
    if (!given.ok) return left(upload.bytes, given.refusal);
    const received = await this.receive.keep(upload.fileName, upload.bytes);
    if (!received.ok) return received;
    const examined = await this.examine.execute(actor, given.value, received.value);
    if (!examined.ok) return examined;
    const taken = await this.count.execute(actor, downloadId, {
      ...examined.value,
      ...received.value.version,
    });
    if (!taken.ok) return taken;
    return taken.value.refusal ? refuse(taken.value.refusal) : accept(taken.value);
  }
}

/** What nobody will read must still leave the connection. */
function left(bytes: Readable, refusal: Refusal): Result<never> {
  bytes.resume();
  return refuse(refusal);
}
