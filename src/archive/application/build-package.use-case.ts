import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal, type NewEntry } from '../../platform/database/journal/journal';
import { JournalEntryRow } from '../../platform/database/journal/journal-entry.row';
import type { Actor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore, type StoredObject } from '../../platform/storage';
import { type VerificationRun, VerifyFile } from '../../verification';
import type { PackageManifest } from '../domain/package-index';
import { ArchivePackageRow } from '../infrastructure/archive-package.row';
import { writePackage } from '../infrastructure/write-package';
import { type ActToPack, PackageContent } from './package-content';

/** Its id is the request's: what was withheld and what was built of one act stand in one history. */
export const PACKAGE_STREAM = 'package';

/** Unknown is not invalid (INDETERMINATE is packed, and the report says so); these are. */
const NOT_TO_BE_ARCHIVED: readonly string[] = ['TOTAL_FAILED', 'NO_SIGNATURE', 'FORMAT_ERROR'];

/** Puts a finished act together with everything that proves it (CAD artt. 43-44; AgID guidelines §4.7). */
@Injectable()
export class BuildPackage {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly content: PackageContent,
    private readonly verify: VerifyFile,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Done twice, it leaves one package: each edition of the act has one row, and who comes second finds it. */
  async execute(system: Actor, requestId: string): Promise<void> {
    const content = await this.database.transaction(system, () => this.toBuild(requestId));
    const main = content?.act.files.find((file) => file.role === 'MAIN')?.current;
    if (!content || !main) return;
    const { fileName, sha256, size } = main;
    const run = await this.verify.executeStored(system, { fileName, sha256, size });
    const isAccepted = await this.database.transaction(system, () =>
      this.content.isVerdictAccepted(requestId),
    );
    if (NOT_TO_BE_ARCHIVED.includes(run.report.conclusion) && !isAccepted) {
      await this.database.transaction(system, () => this.withhold(system, requestId, run));
      return;
    }
    const id = newId();
    const files = await this.content.files(id, content, run);
    const stored = await writePackage(this.store, files, content.copy.createdAt);
    const manifest: PackageManifest = {
      v: 'package-index/1',
      files,
      verification: { runId: run.id, conclusion: run.report.conclusion },
    };
    await this.database.transaction(system, () => this.keep(system, id, content, { stored, manifest }));
  }

  private async toBuild(requestId: string): Promise<ActToPack | null> {
    const content = await this.content.gather(requestId);
    const isBuilt =
      content !== null &&
      (await this.database.rows(ArchivePackageRow).existsBy({ requestId, edition: content.act.edition }));
    return isBuilt ? null : content;
  }

  private async keep(
    system: Actor,
    id: string,
    { act }: ActToPack,
    { stored, manifest }: { stored: StoredObject; manifest: PackageManifest },
  ): Promise<void> {
    const [kept] = await this.database.query<{ id: string }>(
      `INSERT INTO archive_package (id, body_id, request_id, edition, sha256, size, manifest, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (request_id, edition) DO NOTHING RETURNING id`,
      [
        id,
        act.bodyId,
        act.requestId,
        act.edition,
        stored.sha256,
        stored.size,
        JSON.stringify(manifest),
        this.clock.now(),
      ],
    );
    if (!kept) return;
    const { requestId, edition } = act;
    await this.journal.append(
      system,
      entryOf(requestId, 'package.built', { requestId, edition, packageId: id, sha256: stored.sha256 }),
    );
  }

  /** A signature that does not hold is no act to be preserved; that is written down once. */
  private async withhold(system: Actor, requestId: string, { id, report }: VerificationRun): Promise<void> {
    const reason = report.conclusion;
    const isKnown = await this.database
      .rows(JournalEntryRow)
      .existsBy({ stream: PACKAGE_STREAM, streamId: requestId, type: 'package.withheld' });
    if (isKnown) return;
    await this.journal.append(
      system,
      entryOf(requestId, 'package.withheld', { requestId, reason, verificationRunId: id }),
    );
  }
}

function entryOf(requestId: string, type: string, payload: NewEntry['payload']): NewEntry {
  return { stream: PACKAGE_STREAM, streamId: requestId, type, payload };
}
