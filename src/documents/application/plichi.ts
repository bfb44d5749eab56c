import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { PlicoFileRow, PlicoRow } from '../infrastructure/document.rows';
import { type ContinuedVersion, type DescribedDocument, Documents } from './documents';

export interface PlicoContent {
  readonly mainDocumentId: string;
  readonly annexes: readonly { readonly documentId: string; readonly toSign: boolean }[];
}

/** A file of one revision, with the version that counts now. */
export interface PlicoFile {
  readonly id: string;
  readonly plicoId: string;
  readonly revision: number;
  readonly position: number;
  readonly role: 'MAIN' | 'ANNEX';
  readonly toSign: boolean;
  readonly frozenSha256: string | null;
  /** The task of the route that made it; null for what the drafter put in. */
  readonly madeBy: string | null;
  readonly current: DescribedDocument;
}

/** A file of a plico with one signature or seal more, in the store already. */
export interface GrownFile {
  readonly fileId: string;
  readonly fromVersionId: string;
  readonly sha256: string;
  readonly size: number;
  /** Where the signature stands in an envelope around the file; absent: that of the file before. */
  readonly mediaType?: string | undefined;
  /** Signatures and seals that came with it, if not one. */
  readonly signaturesMore?: number | undefined;
}

/** Plichi and their revisions; inside the caller's unit of work. */
@Injectable()
export class Plichi {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async create(actor: Actor, content: PlicoContent): Promise<string> {
    const id = newId();
    await this.database
      .rows(PlicoRow)
      .insert({ id, bodyId: actor.bodyId, aooId: actor.aooId, createdAt: this.clock.now() });
    await this.write(actor, id, 1, content);
    return id;
  }

  /** Replaces the files of a revision that is not frozen yet; the database refuses the others. */
  async rewrite(actor: Actor, plicoId: string, revision: number, content: PlicoContent): Promise<void> {
    await this.database.rows(PlicoFileRow).delete({ plicoId, revision });
    await this.write(actor, plicoId, revision, content);
  }

  /** Begins revision `revision + 1` with the same documents, in the bytes that they had when they were first uploaded. */
  async revise(actor: Actor, plicoId: string, revision: number): Promise<void> {
    const files = await this.database
      .rows(PlicoFileRow)
      .find({ where: { plicoId, revision }, order: { position: 'ASC' } });
    const main = files.find((file) => file.role === 'MAIN');
    if (!main) throw new Error(`plico ${plicoId} has no main document`);
    await this.write(actor, plicoId, revision + 1, {
      mainDocumentId: main.documentId,
      annexes: files
        .filter((file) => file.role === 'ANNEX' && file.madeBy === null)
        .map(({ documentId, toSign }) => ({ documentId, toSign })),
    });
  }

  /** Fixes the bytes of a revision by hash; from here on its files grow only by signatures. */
  async freeze(plicoId: string, revision: number): Promise<readonly PlicoFile[]> {
    await this.database.query(
      `UPDATE plico_file SET frozen_sha256 = version.sha256, current_version_id = version.id
         FROM document_version version
        WHERE plico_file.plico_id = $1 AND plico_file.revision = $2 AND plico_file.frozen_sha256 IS NULL
          AND version.document_id = plico_file.document_id
          AND version.number = (SELECT max(number) FROM document_version uploaded
                                 WHERE uploaded.document_id = plico_file.document_id AND uploaded.origin = 'UPLOADED')`,
      [plicoId, revision],
    );
    return (await this.files([{ plicoId, revision }])).get(plicoId) ?? [];
  }

  /** One more annex of a revision that is frozen already, frozen itself: it is about those files and travels with them. */
  async attach(
    actor: Actor,
    { plicoId, revision }: { readonly plicoId: string; readonly revision: number },
    made: { readonly document: DescribedDocument; readonly by: string },
  ): Promise<void> {
    const [last] = await this.database
      .rows(PlicoFileRow)
      .find({ where: { plicoId, revision }, order: { position: 'DESC' }, take: 1 });
    await this.database.rows(PlicoFileRow).insert({
      id: newId(),
      bodyId: actor.bodyId,
      plicoId,
      revision,
      position: (last?.position ?? 0) + 1,
      role: 'ANNEX',
      documentId: made.document.documentId,
      toSign: false,
      frozenSha256: made.document.sha256,
      currentVersionId: made.document.versionId,
      madeBy: made.by,
    });
  }

  /**
   * Files that grew by one signature or seal: each becomes the newest version of its document and takes the place of the
   * version that it continues. @returns the new version of each; null where somebody else was faster
   */
  async growAll(bodyId: string, grown: readonly GrownFile[]): Promise<(string | null)[]> {
    const before = await this.documents.describeVersions(grown.map(({ fromVersionId }) => fromVersionId));
    const documentIds = [...before.values()].map(({ documentId }) => documentId);
    const latest = await this.documents.describe(documentIds);
    const taken = new Set<string>();
    const versions = grown.map(({ fromVersionId, sha256, size, ...changed }): ContinuedVersion | null => {
      const base = before.get(fromVersionId);
      if (!base) throw new Error(`version ${fromVersionId} is not there`);
      const { documentId, pageCount, title, signatures } = base;
      const { mediaType = base.mediaType, signaturesMore = 1 } = changed;
      // Of two that continue one document at once, the second continues what is its newest version no more.
      if (taken.has(documentId)) return null;
      taken.add(documentId);
      const number = (latest.get(documentId)?.versionNumber ?? 0) + 1;
      const kept = { sha256, size, mediaType, pageCount, title, signatures: signatures + signaturesMore };
      return { documentId, number, version: { ...kept, origin: 'SIGNED' } };
    });
    const ids = await this.documents.addVersions(
      bodyId,
      versions.filter((version) => version !== null),
    );
    const newIds = versions.map((version) => (version ? (ids.shift() ?? null) : null));
    const advanced = await this.advanceAll(
      grown.flatMap((file, index) => {
        const toVersionId = newIds[index];
        return toVersionId ? [{ ...file, toVersionId }] : [];
      }),
    );
    return newIds.map((id, index) => (advanced.has(grown[index]?.fileId ?? '') ? id : null));
  }

  private async advanceAll(
    files: readonly (Pick<GrownFile, 'fileId' | 'fromVersionId'> & { readonly toVersionId: string })[],
  ): Promise<Set<string>> {
    const advanced = await this.database.query<{ id: string }>(
      `WITH advanced AS (
         UPDATE plico_file SET current_version_id = grown.later
           FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS grown(file, earlier, later)
          WHERE plico_file.id = grown.file AND plico_file.current_version_id = grown.earlier
         RETURNING plico_file.id)
       SELECT id FROM advanced`,
      [
        files.map(({ fileId }) => fileId),
        files.map(({ fromVersionId }) => fromVersionId),
        files.map(({ toVersionId }) => toVersionId),
      ],
    );
    return new Set(advanced.map(({ id }) => id));
  }

  /** Files in order, main document first, by plico; one revision of each. */
  async files(wanted: readonly { plicoId: string; revision: number }[]): Promise<Map<string, PlicoFile[]>> {
    if (wanted.length === 0) return new Map();
    const rows = await this.database
      .rows(PlicoFileRow)
      .createQueryBuilder('file')
      .where('(file.plico_id, file.revision) IN (SELECT * FROM unnest(:plichi::uuid[], :revisions::int[]))', {
        plichi: wanted.map(({ plicoId }) => plicoId),
        revisions: wanted.map(({ revision }) => revision),
      })
      .orderBy('file.position', 'ASC')
      .getMany();
    const fixed = await this.documents.describeVersions(rows.flatMap((row) => row.currentVersionId ?? []));
    const latest = await this.documents.describe(
      rows.filter((row) => !row.currentVersionId).map((row) => row.documentId),
    );
    const byPlico = new Map<string, PlicoFile[]>();
    for (const row of rows) {
      const current = row.currentVersionId ? fixed.get(row.currentVersionId) : latest.get(row.documentId);
      if (!current) throw new Error(`file ${row.id} has no version`);
      const { id, plicoId, revision, position, role, toSign, frozenSha256, madeBy } = row;
      byPlico.set(plicoId, [
        ...(byPlico.get(plicoId) ?? []),
        { id, plicoId, revision, position, role, toSign, frozenSha256, madeBy, current },
      ]);
    }
    return byPlico;
  }

  private async write(actor: Actor, plicoId: string, revision: number, content: PlicoContent): Promise<void> {
    const place = {
      bodyId: actor.bodyId,
      plicoId,
      revision,
      frozenSha256: null,
      currentVersionId: null,
      madeBy: null,
    };
    await this.database.rows(PlicoFileRow).insert([
      {
        ...place,
        id: newId(),
        position: 0,
        role: 'MAIN' as const,
        documentId: content.mainDocumentId,
        toSign: true,
      },
      ...content.annexes.map((annex, index) => ({
        ...place,
        id: newId(),
        position: index + 1,
        role: 'ANNEX' as const,
        documentId: annex.documentId,
        toSign: annex.toSign,
      })),
    ]);
  }
}
