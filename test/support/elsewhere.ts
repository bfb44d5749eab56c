import type {
  FilesToSignView,
  RequestDetail,
  SigningDownloadView,
  TakenFileView,
} from '../../src/signature-books';
import type { Answer, Desk } from './people';

/** A signer who takes a file of his task, signs it at his own computer and brings it back. */
export class AtHisComputer {
  constructor(
    readonly desk: Desk,
    readonly request: RequestDetail,
  ) {}

  listed(): Promise<FilesToSignView> {
    return this.desk.must(this.desk.get(`tasks/${this.request.myTask!.id}/files-to-sign`));
  }

  async take(index = 0, more: object = {}): Promise<Answer<SigningDownloadView>> {
    const { taskId, taskVersion: version, files } = await this.listed();
    const { id: fileId, sha256 } = files[index]!;
    const body = { version, fileId, sha256, ...more };
    return this.desk.post(`tasks/${taskId}/signing-downloads`, body);
  }

  async taken(index = 0, more: object = {}): Promise<SigningDownloadView> {
    return this.desk.must(this.take(index, more));
  }

  async bytes({ id }: SigningDownloadView): Promise<Buffer> {
    const answer = await this.desk.get(`signing-downloads/${id}/content`);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.bytes;
  }

  bring({ id }: SigningDownloadView, bytes: Buffer): Promise<Answer<TakenFileView>> {
    return this.desk.upload(`signing-downloads/${id}/signed-file`, { fileName: 'firmato.pdf', bytes });
  }

  /** Taken, signed by `sign`, and brought back. */
  async sign(sign: (bytes: Buffer) => Buffer, index = 0): Promise<Answer<TakenFileView>> {
    const download = await this.taken(index);
    return this.bring(download, sign(await this.bytes(download)));
  }
}
