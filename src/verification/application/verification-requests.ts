import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import type { ValidationReport } from '@libro-firma/signature';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { LONGEST_WAIT_MS, nextTryAfter, requestStates } from '../domain/verification-request.states';
import { VerificationRequestRow } from '../infrastructure/verification-request.rows';
import { VERIFICATION_SETTINGS, type VerificationSettings } from '../verification.settings';
import { type LocalFile, PassingFiles } from './passing-files';
import type { VerificationRun, VerifiedFile } from './verification-run';

const DAY_MS = 86_400_000;

export interface FileToVerify extends VerifiedFile {
  readonly path: string;
}

/** What is asked to be verified. */
export interface Asked {
  readonly file: FileToVerify;
  readonly contents: readonly (LocalFile & { readonly fileName: string })[];
  readonly origin: 'UPLOAD' | 'DOCUMENT';
  /** The file is kept for a time after it was verified. */
  readonly keeps: boolean;
}

/** What a file is in its batch. */
export interface Piece {
  readonly id: string;
  readonly batchId: string;
  readonly place: number;
  readonly keeps: boolean;
}

/** Verifications that take longer than one answer: those in the queue, and those that are tried again. */
@Injectable()
export class VerificationRequests {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly files: PassingFiles,
    @Inject(VERIFICATION_SETTINGS) private readonly settings: VerificationSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Puts it into the queue; the file stays until it was verified. */
  async queue(actor: Actor, asked: Asked): Promise<VerificationRequestRow> {
    const row = this.rowOf(actor, asked, { id: newId(), state: requestStates.initial });
    await this.hold(row, asked);
    await this.database.transaction(actor, async () => {
      await this.database.rows(VerificationRequestRow).insert(row);
      await this.journal.append(actor, queuedEntry(row));
    });
    return row;
  }

  /** Holds the file of a piece of a batch; its row stands only with those of all the others. */
  async holdPiece(actor: Actor, file: FileToVerify, piece: Piece): Promise<VerificationRequestRow> {
    const { id, batchId, place, keeps } = piece;
    const asked: Asked = { file, contents: [], origin: 'UPLOAD', keeps };
    const row = this.rowOf(actor, asked, { id, state: requestStates.initial });
    Object.assign(row, { batchId, place });
    await this.hold(row, asked);
    return row;
  }

  /** Of a run that was answered at once: tries again later what cannot be told now, and keeps the file that is to be kept. */
  async follow(actor: Actor, asked: Asked, run: VerificationRun): Promise<VerificationRequestRow | null> {
    const nextTryAt = isToBeTriedLater(run.report) ? nextTryAfter(1, this.clock.now()) : null;
    if (!nextTryAt && !asked.keeps) return null;
    const row = this.rowOf(actor, asked, { id: run.id, state: nextTryAt ? 'WAITING' : 'DONE' });
    Object.assign(row, { tries: 1, runId: run.id, nextTryAt });
    await this.hold(row, asked);
    await this.database.transaction(actor, () => this.database.rows(VerificationRequestRow).insert(row));
    return row;
  }

  find(actor: Actor, id: string): Promise<VerificationRequestRow | null> {
    return this.database.transaction(actor, async () => {
      const row = await this.database.rows(VerificationRequestRow).findOneBy({ id });
      return row?.askedById === actor.personId ? row : null;
    });
  }

  /** The wish to keep the file ends; while it waits for a try it stays for that. */
  async forget(actor: Actor, row: VerificationRequestRow): Promise<void> {
    await this.database.transaction(actor, () =>
      this.database.rows(VerificationRequestRow).update({ id: row.id }, { keptUntil: null }),
    );
    if (row.state === 'DONE') await this.files.release(row.id);
  }

  private rowOf(
    { bodyId, aooId, personId }: Actor,
    { file, contents, origin, keeps }: Asked,
    { id, state }: Pick<VerificationRequestRow, 'id' | 'state'>,
  ): VerificationRequestRow {
    if (personId === null) throw new Error('a verification is asked for by a person');
    const askedAt = this.clock.now();
    const keptUntil = keeps ? new Date(askedAt.getTime() + this.settings.VERIFY_KEEP_DAYS * DAY_MS) : null;
    const { fileName, sha256, size } = file;
    const about = { id, bodyId, aooId, askedById: personId, fileName, sha256, size, origin, state, askedAt };
    const named = contents.map((each) => ({ fileName: each.fileName, sha256: each.sha256 }));
    const none = { nextTryAt: null, runId: null, refusal: null, batchId: null, place: null };
    return { ...about, ...none, contents: named, tries: 0, keptUntil, version: 1 };
  }

  private async hold(row: VerificationRequestRow, { file, contents, origin }: Asked): Promise<void> {
    if (origin === 'DOCUMENT') return;
    const longest = new Date(this.clock.now().getTime() + LONGEST_WAIT_MS);
    const until = row.keptUntil && row.keptUntil > longest ? row.keptUntil : longest;
    await this.files.hold(
      row.id,
      [file, ...contents],
      row.state === 'DONE' ? (row.keptUntil ?? until) : until,
    );
  }
}

/** Pieces of batches go through another queue, so that five hundred files delay nobody. */
export function queuedEntry({
  id,
  tries,
  batchId,
}: Pick<VerificationRequestRow, 'id' | 'tries' | 'batchId'>) {
  return {
    stream: 'verification',
    streamId: id,
    type: batchId === null ? 'verification.queued' : 'verification.piece-queued',
    payload: { requestId: id, tries },
  };
}

/** Whether something in it is not known only because a service did not answer. */
export function isToBeTriedLater({ signatures, inner }: ValidationReport): boolean {
  return (
    signatures.some(({ subIndication }) => subIndication === 'TRY_LATER') || inner.some(isToBeTriedLater)
  );
}
