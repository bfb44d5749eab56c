import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { type ReceivedFile, ReceiveFile } from '../../../documents';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import {
  type ArrivalChannel,
  type ArrivalHints,
  ARRIVAL_RECEIVED,
  ARRIVAL_STREAM,
} from '../../domain/arrivals/arrival';
import { arrivalsRefusals } from '../../domain/arrivals/arrivals.refusals';
import { ArrivalFileRow, ArrivalRow } from '../../infrastructure/arrivals/arrival.rows';
import { OpenArchive } from './open-archive';
import { ScanFiles } from './scan-files';

/** A file that came: one that is a document already, or bytes that are in the store. */
export type ComingFile =
  | {
      readonly documentId: string;
      readonly fileName: string;
      readonly sha256: string;
      readonly mediaType: string;
    }
  | ReceivedFile;

export interface Coming {
  readonly channel: ArrivalChannel;
  readonly sourceKey: string;
  readonly title: string;
  readonly hints: ArrivalHints;
  readonly files: readonly ComingFile[];
}

interface Placed {
  readonly file: ComingFile;
  readonly containerPosition: number | null;
  readonly path: string | null;
  readonly note: string | null;
}

/**
 * Puts what came among the arrivals, whatever it is: nothing is refused for its content (CAD art. 40-bis). Files of a ZIP
 * become files of the arrival, each with its own hash. Taken in twice under one key, it is one arrival.
 */
@Injectable()
export class TakeIn {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly receive: ReceiveFile,
    private readonly archives: OpenArchive,
    private readonly scans: ScanFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, coming: Coming): Promise<Result<{ readonly arrivalId: string }>> {
    if (coming.files.length === 0) return refuse(arrivalsRefusals.NO_FILE());
    const known = await this.database.transaction(actor, () => this.known(actor, coming.sourceKey));
    if (known) return accept({ arrivalId: known });
    const placed = await this.open(coming.files);
    await this.scans.scan(
      actor.bodyId,
      placed.map(({ file }) => hashOf(file)),
    );
    return this.database.transaction(actor, () => this.write(actor, coming, placed));
  }

  private async known(actor: Actor, sourceKey: string): Promise<string | null> {
    const row = await this.database.rows(ArrivalRow).findOneBy({ aooId: actor.aooId, sourceKey });
    return row?.id ?? null;
  }

  /** Files in the order in which they will be registered, each container followed by what was in it. */
  private async open(files: readonly ComingFile[]): Promise<Placed[]> {
    const placed: Placed[] = [];
    for (const file of files) {
      const containerPosition = placed.length;
      if (typeOf(file) !== 'application/zip') {
        placed.push({ file, containerPosition: null, path: null, note: null });
        continue;
      }
      const { members, note } = await this.archives.execute(hashOf(file));
      placed.push({ file, containerPosition: null, path: null, note });
      for (const member of members) placed.push({ ...member, containerPosition, note: null });
    }
    return placed;
  }

  private async write(
    actor: Actor,
    coming: Coming,
    placed: readonly Placed[],
  ): Promise<Result<{ readonly arrivalId: string }>> {
    // Two hands with one key: the second one waits here, and finds the arrival of the first.
    await this.database.query('SELECT pg_advisory_xact_lock(7281950, hashtext($1))', [
      `${actor.aooId} ${coming.sourceKey}`,
    ]);
    const known = await this.known(actor, coming.sourceKey);
    if (known) return accept({ arrivalId: known });
    const { bodyId, aooId, personId } = actor;
    const arrivalId = newId();
    const received = placed.flatMap(({ file }) => ('documentId' in file ? [] : [file]));
    const documentIds = await this.receive.file(actor, received);
    let next = 0;
    const idOf = (file: ComingFile) => ('documentId' in file ? file.documentId : (documentIds[next++] ?? ''));
    await this.database.rows(ArrivalRow).insert({
      id: arrivalId,
      bodyId,
      aooId,
      channel: coming.channel,
      sourceKey: coming.sourceKey,
      title: coming.title,
      receivedAt: this.clock.now(),
      hints: coming.hints,
      receivedBy: personId,
      state: 'WAITING',
      version: 1,
    });
    await this.database.rows(ArrivalFileRow).insert(
      placed.map(({ file, ...place }, position) => ({
        arrivalId,
        position,
        bodyId,
        documentId: idOf(file),
        ...place,
      })),
    );
    await this.journal.append(actor, {
      stream: ARRIVAL_STREAM,
      streamId: arrivalId,
      type: ARRIVAL_RECEIVED,
      payload: { arrivalId, channel: coming.channel, files: placed.map(({ file }) => hashOf(file)) },
    });
    return accept({ arrivalId });
  }
}

function hashOf(file: ComingFile): string {
  return 'documentId' in file ? file.sha256 : file.version.sha256;
}

function typeOf(file: ComingFile): string {
  return 'documentId' in file ? file.mediaType : file.version.mediaType;
}
