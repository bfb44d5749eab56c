import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { type ByteSource, fileSource } from '@libro-firma/pdf';
import {
  reportOnPdf,
  validateFile,
  type DetachedContent,
  type ValidationOptions,
  type ValidationReport,
} from '@libro-firma/signature';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { VerificationRunRow } from '../infrastructure/verification-run.row';
import type { KeptList } from '../infrastructure/verification-trust.row';
import { InstalledTrust, type Trusted } from './installed-trust';
import { RevocationServices } from './revocation-services';
import { describeList, TrustSnapshots } from './trust-snapshots';

export interface VerifiedFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
}

/** What a signature without content may have signed. */
export interface ContentFile {
  readonly fileName: string;
  readonly path: string;
}

export interface VerificationRun extends VerifiedFile {
  readonly id: string;
  readonly verifiedAt: Date;
  readonly report: ValidationReport;
  /** What was trusted, by the name of the set; null for runs from before it was kept. */
  readonly trustSha256: string | null;
  /** The trusted lists of that set, each with its age; a stale one counted for nothing. */
  readonly lists: readonly KeptList[];
}

export interface VerifyOptions {
  readonly contents?: readonly ContentFile[];
  /** Of the run, where it has a name already. */
  readonly id?: string;
  /** The run that this one follows, because that could not tell everything. */
  readonly followsId?: string;
  /** What is done together with keeping the run, or not at all. */
  readonly inSameTransaction?: (run: VerificationRun) => Promise<void>;
}

/** Says of a file what is true of its signatures, and keeps what was found. */
@Injectable()
export class VerifyFile {
  constructor(
    private readonly database: Database,
    private readonly trust: InstalledTrust,
    private readonly snapshots: TrustSnapshots,
    private readonly services: RevocationServices,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Verifies a local file that need not be in the store. */
  async execute(
    actor: Actor,
    file: VerifiedFile,
    path: string,
    { contents = [], ...options }: VerifyOptions = {},
  ): Promise<VerificationRun> {
    const trusted = await this.trust.now();
    const report = await withSources(path, contents, (source, detached) =>
      this.judge(source, trusted, { file: file.fileName, contents: detached }),
    );
    return this.keep(actor, file, report, { ...options, trusted });
  }

  /** Makes a run again, on the same bytes, for the same instant, with what it trusted; nobody outside is asked. */
  async repeat(
    actor: Actor,
    run: VerificationRun,
    path: string,
    contents: readonly ContentFile[] = [],
  ): Promise<VerificationRun> {
    const trusted = await this.snapshots.find(run.trustSha256 ?? '');
    const report = await withSources(path, contents, (source, detached) =>
      validateFile(source, {
        ...optionsOf(trusted, run.verifiedAt),
        file: run.fileName,
        contents: detached,
      }),
    );
    return this.keep(actor, run, report, { trusted, repeatsId: run.id });
  }

  private async keep(
    actor: Actor,
    { fileName, sha256, size }: VerifiedFile,
    report: ValidationReport,
    options: Omit<VerifyOptions, 'contents'> & { readonly trusted: Trusted; readonly repeatsId?: string },
  ): Promise<VerificationRun> {
    const { trusted, id = newId(), repeatsId = null, followsId = null } = options;
    const verifiedAt = new Date(report.validatedAt);
    const lists = trusted.lists.map((list) => describeList(list, verifiedAt));
    const kept = await this.database.transaction(actor, async () => {
      const trustSha256 = await this.snapshots.keep(trusted, verifiedAt);
      const run = { id, fileName, sha256, size, verifiedAt, report, trustSha256, lists };
      await this.database.rows(VerificationRunRow).insert({
        ...{ id, fileName, sha256, size, verifiedAt, report, trustSha256, repeatsId, followsId },
        bodyId: actor.bodyId,
        askedById: actor.personId,
        conclusion: report.conclusion,
        anchors: trusted.anchors.map((anchor) => anchor.sha256),
        policy: report.policy,
      });
      await options.inSameTransaction?.(run);
      return run;
    });
    this.snapshots.remember(kept.trustSha256);
    return kept;
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

  /** As {@link judgeSource} for what must be a PDF, at once, by the lists that were loaded last: a signer waits for it. */
  judgePdf(source: ByteSource): ValidationReport {
    return reportOnPdf(source, optionsOf(this.trust.atOnce(), this.clock.now()));
  }

  private judge(
    source: ByteSource,
    trusted: Trusted,
    about: Pick<ValidationOptions, 'file' | 'contents'>,
  ): Promise<ValidationReport> {
    const { source: revocationSource } = this.services;
    return validateFile(source, {
      ...optionsOf(trusted, this.clock.now()),
      ...about,
      ...(revocationSource && { revocationSource }),
    });
  }
}

function optionsOf({ anchors, lists }: Trusted, at: Date): ValidationOptions {
  return {
    anchors: anchors.map(({ certificate }) => certificate),
    lists: lists.map(({ list }) => list),
    at,
  };
}

/** Opens a file and what it may have signed as long as they are looked at. */
async function withSources<T>(
  path: string,
  contents: readonly ContentFile[],
  look: (source: ByteSource, detached: readonly DetachedContent[]) => Promise<T>,
): Promise<T> {
  const source = fileSource(path);
  const opened = contents.map(({ fileName, path: place }) => ({ name: fileName, source: fileSource(place) }));
  try {
    return await look(source, opened);
  } finally {
    for (const each of [source, ...opened.map((one) => one.source)]) each.close();
  }
}
