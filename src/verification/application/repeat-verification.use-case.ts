import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { Actor } from '../../platform/identity';
import { verificationRefusals } from '../domain/verification.refusals';
import { KeptFiles } from './kept-files';
import type { LocalFile } from './passing-files';
import { VerificationStores } from './verification-stores';
import { type ContentFile, type VerificationRun, VerifyFile } from './verify-file.use-case';

/** Makes a verification again, on the same bytes, with what was trusted then: the verdict must be the same. */
@Injectable()
export class RepeatVerification {
  constructor(
    private readonly verify: VerifyFile,
    private readonly kept: KeptFiles,
    private readonly stores: VerificationStores,
  ) {}

  async execute(
    actor: Actor,
    run: VerificationRun,
    file: LocalFile,
    contents: readonly ContentFile[],
  ): Promise<Result<VerificationRun>> {
    if (file.sha256 !== run.sha256) return refuse(verificationRefusals.OTHER_FILE());
    return accept(await this.verify.repeat(actor, run, file.path, contents));
  }

  async withKeptFile(actor: Actor, run: VerificationRun): Promise<Result<VerificationRun>> {
    const kept = await this.kept.find(actor, run.id);
    if (!kept.ok) return refuse(verificationRefusals.FILE_NOT_KEPT());
    return this.stores.withCopies(kept.value, ({ path }, contents) =>
      this.execute(actor, run, { path, sha256: kept.value.sha256 }, contents),
    );
  }
}
