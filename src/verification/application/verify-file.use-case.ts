import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import {
  reportOnPdf,
  validateFile,
  type ValidationOptions,
  type ValidationReport,
} from '@libro-firma/signature';
import { withStoredSource } from '../../documents';
import { CLOCK } from '../../platform/clock';
import type { Actor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { InstalledTrust, type Trusted } from './installed-trust';
import { JudgingFailed } from './judging-failed';
import { KeptAnswers } from './kept-answers';
import { RecordedAnswers } from './recorded-answers';
import { OnlineServices } from './online-services';
import type { ContentFile, KeepOptions, VerificationRun, VerifiedFile } from './verification-run';
import { optionsOf, withSources } from './validation-sources';
import { VerificationRuns } from './verification-runs';

export interface VerifyOptions extends KeepOptions {
  readonly contents?: readonly ContentFile[];
}

/** Says of a file what is true of its signatures, and keeps what was found. */
@Injectable()
export class VerifyFile {
  constructor(
    private readonly trust: InstalledTrust,
    private readonly runs: VerificationRuns,
    private readonly answers: KeptAnswers,
    private readonly services: OnlineServices,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Verifies a local file that need not be in the store. @throws JudgingFailed */
  async execute(
    actor: Actor,
    file: VerifiedFile,
    path: string,
    { contents = [], ...options }: VerifyOptions = {},
  ): Promise<VerificationRun> {
    const trusted = await this.trust.now();
    const at = this.clock.now();
    const recorded = this.services.sources && new RecordedAnswers(this.services.sources, at);
    const report = await withSources(path, contents, (source, detached) =>
      validateFile(source, {
        ...optionsOf(trusted, at),
        file: file.fileName,
        contents: detached,
        ...(recorded && { issuerSource: recorded, revocationSource: recorded }),
      }),
    ).catch((fault: unknown) => {
      throw new JudgingFailed(file.fileName, fault);
    });
    const answers = await this.answers.keep(recorded?.all ?? []);
    return this.runs.keep(actor, { file, contents, report, trusted, answers }, options);
  }

  async executeStored(actor: Actor, file: VerifiedFile): Promise<VerificationRun> {
    const copy = await this.store.localCopy(file.sha256);
    try {
      return await this.execute(actor, file, copy.path);
    } finally {
      await copy.release();
    }
  }

  /** The verdict alone; nothing is kept. */
  async judgeSource(
    source: ByteSource,
    about: Pick<ValidationOptions, 'file' | 'contents'> = {},
  ): Promise<ValidationReport> {
    return this.judge(source, await this.trust.now(), about);
  }

  /** As {@link judgeSource} of a file in the store. */
  judgeStored(sha256: string, fileName: string): Promise<ValidationReport> {
    return withStoredSource(this.store, sha256, (source) => this.judgeSource(source, { file: fileName }));
  }

  /** As {@link judgeSource} without asking anybody: by what the file and the installation hold. */
  async judgeHere(source: ByteSource): Promise<ValidationReport> {
    return validateFile(source, optionsOf(await this.trust.now(), this.clock.now()));
  }

  /** As {@link judgeSource} for what must be a PDF, at once, by the lists that were loaded last: a signer waits for it. */
  judgePdf(source: ByteSource): ValidationReport {
    return reportOnPdf(source, optionsOf(this.trust.atOnce(), this.clock.now()));
  }

  private judge(
    source: ByteSource,
    trusted: Trusted,
    about: Pick<ValidationOptions, 'file' | 'contents'>,
  ): Promise<ValidationReport> {
    const { sources } = this.services;
    return validateFile(source, {
      ...optionsOf(trusted, this.clock.now()),
      ...about,
      ...(sources && { issuerSource: sources.issuers, revocationSource: sources.revocation }),
    });
  }
}
