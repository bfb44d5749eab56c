import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { type ByteSource, fileSource } from '@libro-firma/pdf';
import {
  reportOnPdf,
  validateFile,
  type ValidationOptions,
  type ValidationReport,
} from '@libro-firma/signature';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { VerificationRunRow } from '../infrastructure/verification-run.row';
import { TrustAnchors } from './trust-anchors';

export interface VerifiedFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
}

export interface VerificationRun extends VerifiedFile {
  readonly id: string;
  readonly verifiedAt: Date;
  readonly report: ValidationReport;
}

/** Says of a file what is true of its signatures, and keeps what was found. */
@Injectable()
export class VerifyFile {
  constructor(
    private readonly database: Database,
    private readonly anchors: TrustAnchors,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Verifies a local file that need not be in the store. */
  async execute(actor: Actor, file: VerifiedFile, path: string): Promise<VerificationRun> {
    const report = await this.judge(path);
    const run = { id: newId(), ...file, verifiedAt: new Date(report.validatedAt), report };
    await this.database.transaction(actor, () =>
      this.database.rows(VerificationRunRow).insert({
        ...run,
        bodyId: actor.bodyId,
        askedById: actor.personId,
        conclusion: report.conclusion,
        anchors: this.anchors.all().map((anchor) => anchor.sha256),
      }),
    );
    return run;
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
  async judge(path: string): Promise<ValidationReport> {
    const source = fileSource(path);
    try {
      return await this.judgeSource(source);
    } finally {
      source.close();
    }
  }

  judgeSource(source: ByteSource): Promise<ValidationReport> {
    return validateFile(source, this.options());
  }

  /** As {@link judgeSource} for what must be a PDF, at once: a signer waits for it. */
  judgePdf(source: ByteSource): ValidationReport {
    return reportOnPdf(source, this.options());
  }

  private options(): ValidationOptions {
    return {
      anchors: this.anchors.all().map((anchor) => anchor.certificate),
      at: this.clock.now(),
    };
  }
}
