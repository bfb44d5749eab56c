import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { People, Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { type AggregationKind, caseFileCode, type CaseFileState } from '../../domain/case-files/case-file';
import { caseFilesRefusals } from '../../domain/case-files/case-files.refusals';
import { foldName } from '../../domain/correspondents/correspondent-key';
import { isManager, mayOpenCaseFile, seesSequence } from '../../domain/reader';
import { CaseFileContentRow, CaseFileRow } from '../../infrastructure/case-files/case-file.rows';
import { readerOf } from '../reader-of';
import { Registrations } from '../registrations';

export interface CaseFileFilter {
  readonly search?: string | undefined;
  readonly classification?: string | undefined;
  readonly year?: number | undefined;
  readonly kind?: AggregationKind | undefined;
  readonly state?: CaseFileState | undefined;
  readonly responsibleId?: string | undefined;
}

interface Page {
  readonly limit: number;
  readonly before: string | null;
}

/** Of one case file, as many documents as a page shows; the others follow by `before`. */
const CONTENT = 100;

/** DPR 445/2000 art. 58 and 65: by subject, procedure and whose it is; who answers for it is a filter of its own. */
const FOUND_BY = `lower(concat_ws(' ', file.subject, file.procedure->>'subject', file.procedure->>'code', file.holder->>'name',
  file.holder->>'taxCode'))`;

/** Case files and series, for whoever may open them; of what is in them, each shows only what its reader may open. */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly people: People,
    private readonly structure: Structure,
  ) {}

  async list(actor: Actor, filter: CaseFileFilter, { limit, before }: Page) {
    return this.database.transaction(actor, async () => {
      const rows = await this.visible(actor, filter, { limit: limit + 1, before });
      const shown = rows.slice(0, limit);
      return {
        items: await this.views(shown),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      };
    });
  }

  async find(actor: Actor, id: string) {
    return this.database.transaction(actor, async () => {
      const row = await this.rowFor(actor, id);
      if (!row) return refuse(caseFilesRefusals.NOT_FOUND());
      const [view] = await this.views([row]);
      if (!view) throw new Error(`case file ${id} has no view`);
      const children = await this.database.rows(CaseFileRow).find({
        where: { parentId: id },
        order: { progressive: 'ASC' },
      });
      const reader = readerOf(actor);
      return accept({
        ...view,
        holder: row.holder,
        participants: row.participants,
        procedure: row.procedure,
        place: row.place,
        note: row.note,
        subFiles: await this.views(children.filter((child) => mayOpenCaseFile(reader, child))),
        content: await this.contentOf(actor, id),
      });
    });
  }

  /** The row, for whoever may open it; inside the caller's unit of work. */
  async rowFor(actor: Actor, id: string): Promise<CaseFileRow | null> {
    const row = await this.database.rows(CaseFileRow).findOneBy({ id, aooId: actor.aooId });
    return row && mayOpenCaseFile(readerOf(actor), row) ? row : null;
  }

  /** The same, locked until the end of the unit of work, so that what is asked of its state stays true. */
  async lockedRowFor(actor: Actor, id: string): Promise<Result<CaseFileRow>> {
    await this.database.query('SELECT pg_advisory_xact_lock(7281955, hashtext($1))', [id]);
    const row = await this.rowFor(actor, id);
    return row ? accept(row) : refuse(caseFilesRefusals.NOT_FOUND());
  }

  /** Case files in which an entry is, for whoever may open the entry; those the reader may not open are left out. */
  async ofRegistration(actor: Actor, registrationId: string) {
    return this.database.transaction(actor, async () => {
      if (!(await this.registrations.entryFor(actor, registrationId))) return [];
      const content = await this.database.rows(CaseFileContentRow).findBy({ registrationId });
      const rows = await this.rowsOf(content.map(({ caseFileId }) => caseFileId));
      const reader = readerOf(actor);
      return this.views(rows.filter((row) => mayOpenCaseFile(reader, row)));
    });
  }

  async views(rows: readonly CaseFileRow[]) {
    const parents = await this.rowsOf(rows.flatMap(({ parentId }) => parentId ?? []));
    const people = await this.people.find(rows.flatMap(({ responsibleId }) => responsibleId ?? []));
    const offices = await this.structure.officeNames(rows.flatMap(({ officeId }) => officeId ?? []));
    return rows.map((row) => {
      const parent = parents.find(({ id }) => id === row.parentId) ?? null;
      return {
        id: row.id,
        code: caseFileCode(row, parent),
        kind: row.kind,
        type: row.type,
        classificationCode: row.classificationCode,
        year: row.year,
        progressive: row.progressive,
        parentId: row.parentId,
        subject: row.subject,
        office: row.officeId === null ? null : (offices.get(row.officeId) ?? null),
        officeId: row.officeId,
        responsible: row.responsibleId === null ? null : (people.get(row.responsibleId)?.fullName ?? null),
        responsibleId: row.responsibleId,
        openedOn: row.openedOn,
        closedOn: row.closedOn,
        retentionYears: row.retentionYears,
        reserved: row.readers !== null,
        yearly: row.yearly,
        state: row.state,
        version: row.version,
      };
    });
  }

  private async contentOf(actor: Actor, caseFileId: string) {
    const rows = await this.database.rows(CaseFileContentRow).find({
      where: { caseFileId },
      order: { filedAt: 'DESC', registrationId: 'DESC' },
      take: CONTENT,
    });
    const entries = await this.registrations.openable(
      actor,
      rows.map(({ registrationId }) => registrationId),
    );
    return rows.flatMap(({ registrationId, filedAt, ruleId }) => {
      const registration = entries.get(registrationId);
      return registration ? [{ registration, filedAt: filedAt.toISOString(), byRule: ruleId !== null }] : [];
    });
  }

  /** What the reader may open is asked of the database, so that a page is never short of what is hidden. */
  private async visible(
    actor: Actor,
    filter: CaseFileFilter,
    { limit, before }: Page,
  ): Promise<CaseFileRow[]> {
    const reader = readerOf(actor);
    const own = [...reader.officeIds, ...(reader.personId === null ? [] : [reader.personId])];
    const query = this.database
      .rows(CaseFileRow)
      .createQueryBuilder('file')
      .where('file.aooId = :aooId', { aooId: actor.aooId })
      .orderBy('file.id', 'DESC')
      .limit(limit);
    if (!isManager(reader)) query.andWhere('(file.readers IS NULL OR file.readers && :own)', { own });
    if (!seesSequence(reader))
      query.andWhere(
        '(file.officeId IS NULL OR file.officeId = ANY(:own) OR file.responsibleId = ANY(:own))',
        {
          own,
        },
      );
    if (before !== null) query.andWhere('file.id < :before', { before });
    if (filter.classification) query.andWhere('file.classificationCode = :classification', filter);
    if (filter.year) query.andWhere('file.year = :year', filter);
    if (filter.kind) query.andWhere('file.kind = :kind', filter);
    if (filter.responsibleId) query.andWhere('file.responsibleId = :responsibleId', filter);
    if (filter.state) query.andWhere('file.state = :state', filter);
    for (const [index, word] of foldName(filter.search ?? '')
      .split(' ')
      .filter(Boolean)
      .slice(0, 8)
      .entries())
      query.andWhere(`position(:word${index} in ${FOUND_BY}) > 0`, { [`word${index}`]: word });
    return query.getMany();
  }

  private async rowsOf(ids: readonly string[]): Promise<CaseFileRow[]> {
    if (ids.length === 0) return [];
    return this.database
      .rows(CaseFileRow)
      .createQueryBuilder('file')
      .whereInIds([...new Set(ids)])
      .getMany();
  }
}
