import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { type DescribedDocument, Documents } from '../../../documents';
import { People } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { type ArrivalState, keyOfArrival } from '../../domain/arrivals/arrival';
import { arrivalsRefusals } from '../../domain/arrivals/arrivals.refusals';
import {
  ArrivalFileRow,
  ArrivalRow,
  ExclusionRow,
  IntakeRefusalRow,
} from '../../infrastructure/arrivals/arrival.rows';
import { ScanFiles } from './scan-files';

export interface ArrivedFile {
  readonly row: ArrivalFileRow;
  readonly document: DescribedDocument;
}

/** Of refused files, the desk shows the latest: the others are in the folder, each beside its reason. */
const LATEST_REFUSALS = 50;

/** The desk "da protocollare": what waits, what was set aside, what was not taken in. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly people: People,
    private readonly scans: ScanFiles,
  ) {}

  /** Oldest first: what came first is registered first. */
  async list(
    actor: Actor,
    state: ArrivalState,
    page: { readonly limit: number; readonly after: string | null },
  ) {
    return this.database.transaction(actor, async () => {
      const rows = await this.rows(actor, state, page);
      const shown = rows.slice(0, page.limit);
      const items = await this.views(shown);
      return { items, next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
    });
  }

  async find(actor: Actor, id: string) {
    return this.database.transaction(actor, async () => {
      const row = await this.rowOf(actor, id);
      if (!row) return refuse(arrivalsRefusals.NOT_FOUND());
      const [view] = await this.views([row]);
      if (!view) throw new Error(`arrival ${id} has no view`);
      const files = await this.filesOf(id);
      const scans = await this.scans.known(files.map(({ document }) => document.sha256));
      return accept({ ...view, files: files.map((file) => fileView(file, scans.get(file.document.sha256))) });
    });
  }

  /** Bytes that may be shown: those of an infected file never are. */
  async fileFor(actor: Actor, id: string, position: number): Promise<Result<DescribedDocument>> {
    return this.database.transaction(actor, async () => {
      const row = await this.rowOf(actor, id);
      const file = row && (await this.filesOf(id)).find((each) => each.row.position === position);
      if (!file) return refuse(arrivalsRefusals.NOT_FOUND());
      const { sha256, fileName } = file.document;
      const scan = (await this.scans.known([sha256])).get(sha256);
      return scan?.outcome === 'INFECTED'
        ? refuse(arrivalsRefusals.QUARANTINED({ fileName, threat: scan.threat ?? '' }))
        : accept(file.document);
    });
  }

  /** The arrival's row in the actor's AOO; inside the caller's unit of work. */
  async rowOf(actor: Actor, id: string): Promise<ArrivalRow | null> {
    return this.database.rows(ArrivalRow).findOneBy({ id, aooId: actor.aooId });
  }

  /** Its files in order; inside the caller's unit of work. */
  async filesOf(arrivalId: string): Promise<readonly ArrivedFile[]> {
    const rows = await this.database
      .rows(ArrivalFileRow)
      .find({ where: { arrivalId }, order: { position: 'ASC' } });
    const described = await this.documents.describe(rows.map((row) => row.documentId));
    return rows.flatMap((row) => {
      const document = described.get(row.documentId);
      return document ? [{ row, document }] : [];
    });
  }

  async refusals(actor: Actor) {
    return this.database.transaction(actor, async () => {
      const rows = await this.database
        .rows(IntakeRefusalRow)
        .find({ where: { aooId: actor.aooId }, order: { id: 'DESC' }, take: LATEST_REFUSALS });
      return rows.map(({ id, channel, fileName, code, text, at }) => ({
        id,
        channel,
        fileName,
        code,
        text,
        at: at.toISOString(),
      }));
    });
  }

  /** A row whose number was given but not yet written beside it, as after a crash, does not wait any more. */
  private async rows(
    { aooId }: Actor,
    state: ArrivalState,
    { limit, after }: { readonly limit: number; readonly after: string | null },
  ): Promise<ArrivalRow[]> {
    const query = this.database
      .rows(ArrivalRow)
      .createQueryBuilder('arrival')
      .where('arrival.aooId = :aooId AND arrival.state = :state', { aooId, state })
      .orderBy('arrival.id', state === 'WAITING' ? 'ASC' : 'DESC')
      .limit(limit + 1);
    if (after !== null) query.andWhere(`arrival.id ${state === 'WAITING' ? '>' : '<'} :after`, { after });
    if (state === 'WAITING')
      query.andWhere(
        `NOT EXISTS (SELECT 1 FROM registration entry
                      WHERE entry.aoo_id = arrival.aoo_id AND entry.key = :prefix || arrival.id)`,
        { prefix: keyOfArrival('') },
      );
    return query.getMany();
  }

  private async views(rows: readonly ArrivalRow[]) {
    const ids = rows.map(({ id }) => id);
    const counts = await this.database.query<{ arrival_id: string; count: number; infected: boolean }>(
      `SELECT file.arrival_id, count(*)::int AS count, coalesce(bool_or(scan.outcome = 'INFECTED'), false) AS infected
         FROM arrival_file file
         JOIN document_version version ON version.document_id = file.document_id AND version.number = 1
         LEFT JOIN file_scan scan ON scan.body_id = file.body_id AND scan.sha256 = version.sha256
        WHERE file.arrival_id = ANY($1) GROUP BY file.arrival_id`,
      [ids],
    );
    const people = await this.people.find(rows.flatMap(({ receivedBy }) => receivedBy ?? []));
    const exclusionIds = rows.flatMap(({ exclusionId }) => exclusionId ?? []);
    const exclusions =
      exclusionIds.length === 0
        ? []
        : await this.database
            .rows(ExclusionRow)
            .createQueryBuilder('exclusion')
            .whereInIds([...new Set(exclusionIds)])
            .getMany();
    return rows.map((row) => {
      const counted = counts.find((each) => each.arrival_id === row.id);
      const exclusion = exclusions.find((each) => each.id === row.exclusionId);
      return {
        id: row.id,
        channel: row.channel,
        title: row.title,
        state: row.state,
        version: row.version,
        receivedAt: row.receivedAt.toISOString(),
        receivedBy: row.receivedBy === null ? null : (people.get(row.receivedBy)?.fullName ?? null),
        hints: row.hints,
        fileCount: counted?.count ?? 0,
        infected: counted?.infected ?? false,
        registrationId: row.registrationId,
        exclusion: exclusion
          ? { title: exclusion.title, reason: exclusion.reason, note: row.exclusionNote ?? '' }
          : null,
      };
    });
  }
}

function fileView(
  { row, document }: ArrivedFile,
  scan: { outcome: string; threat: string | null } | undefined,
) {
  return {
    position: row.position,
    documentId: document.documentId,
    fileName: document.fileName,
    mediaType: document.mediaType,
    size: document.size,
    sha256: document.sha256,
    containerPosition: row.containerPosition,
    path: row.path,
    note: row.note,
    scan: (scan?.outcome ?? 'NOT_SCANNED') as 'CLEAN' | 'INFECTED' | 'NOT_SCANNED',
    threat: scan?.threat ?? null,
  };
}
