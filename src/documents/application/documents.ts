import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { DocumentRow, DocumentVersionRow } from '../infrastructure/document.rows';

/** A document with its latest version. */
export interface DescribedDocument {
  readonly documentId: string;
  readonly ownerId: string | null;
  readonly fileName: string;
  readonly mediaType: string;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly origin: 'UPLOADED' | 'SIGNED';
  readonly sha256: string;
  readonly size: number;
  readonly pageCount: number | null;
  readonly signatures: number;
  readonly title: string | null;
  readonly createdAt: Date;
}

export interface NewVersion {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly origin: 'UPLOADED' | 'SIGNED';
  readonly pageCount: number | null;
  readonly signatures: number;
  readonly title: string | null;
}

/** A version that continues a document. */
export interface ContinuedVersion {
  readonly documentId: string;
  readonly number: number;
  readonly version: NewVersion;
}

const COLUMNS = `
  document.id AS "documentId", document.owner_id AS "ownerId",
  CASE WHEN version.origin = 'SIGNED' AND version.media_type = 'application/pkcs7-mime'
            AND document.file_name !~* '\\.p7m$'
       THEN document.file_name || '.p7m' ELSE document.file_name END AS "fileName",
  version.media_type AS "mediaType", version.id AS "versionId", version.number AS "versionNumber", version.origin,
  version.sha256, version.size::float8 AS size, version.page_count AS "pageCount", version.signatures, version.title,
  version.created_at AS "createdAt"`;

/** Documents and their versions; inside the caller's unit of work. */
@Injectable()
export class Documents {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Each with its latest version; ids that are not there are left out. */
  async describe(ids: readonly string[]): Promise<Map<string, DescribedDocument>> {
    if (ids.length === 0) return new Map();
    const found = await this.database.query<DescribedDocument>(
      `SELECT ${COLUMNS} FROM document
         CROSS JOIN LATERAL (SELECT * FROM document_version WHERE document_id = document.id ORDER BY number DESC LIMIT 1) version
        WHERE document.id = ANY($1)`,
      [ids],
    );
    return new Map(found.map((document) => [document.documentId, document]));
  }

  async describeVersions(versionIds: readonly string[]): Promise<Map<string, DescribedDocument>> {
    if (versionIds.length === 0) return new Map();
    const found = await this.database.query<DescribedDocument>(
      `SELECT ${COLUMNS} FROM document_version version JOIN document ON document.id = version.document_id
        WHERE version.id = ANY($1)`,
      [versionIds],
    );
    return new Map(found.map((document) => [document.versionId, document]));
  }

  async create(actor: Actor, fileName: string, version: NewVersion): Promise<DescribedDocument> {
    const createdAt = this.clock.now();
    const document = {
      id: newId(),
      bodyId: actor.bodyId,
      aooId: actor.aooId,
      ownerId: actor.personId,
      fileName,
      createdAt,
    };
    await this.database.rows(DocumentRow).insert(document);
    await this.addVersions(actor.bodyId, [{ documentId: document.id, number: 1, version }]);
    const described = (await this.describe([document.id])).get(document.id);
    if (!described) throw new Error('a document that was just made is not there');
    return described;
  }

  /** Documents that nobody uploaded, such as those of an arrival; ids in the order of `files`. */
  async createAll(
    actor: Actor,
    files: readonly { readonly fileName: string; readonly version: NewVersion }[],
  ): Promise<string[]> {
    if (files.length === 0) return [];
    const createdAt = this.clock.now();
    const { bodyId, aooId } = actor;
    const rows = files.map(({ fileName }) => ({
      id: newId(),
      bodyId,
      aooId,
      ownerId: null,
      fileName,
      createdAt,
    }));
    await this.database.rows(DocumentRow).insert(rows);
    await this.addVersions(
      bodyId,
      files.map(({ version }, index) => ({ documentId: rows[index]?.id ?? '', number: 1, version })),
    );
    return rows.map(({ id }) => id);
  }

  /** Appends a version to each document; its number must be the next one: the unique number refuses a second writer. */
  async addVersions(bodyId: string, versions: readonly ContinuedVersion[]): Promise<string[]> {
    if (versions.length === 0) return [];
    const createdAt = this.clock.now();
    const rows = versions.map(({ documentId, number, version }) => ({
      ...{ id: newId(), bodyId, documentId, number, createdAt },
      ...version,
    }));
    await this.database.rows(DocumentVersionRow).insert(rows);
    return rows.map(({ id }) => id);
  }
}
