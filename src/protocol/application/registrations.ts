import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { People, type Person, Structure } from '../../organisation';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { protocolRefusals } from '../domain/protocol.refusals';
import type { Direction, RegisteredNumber } from '../domain/registration';
import { numberText } from '../domain/registration-number';
import { correspondentName, foldWords } from '../domain/search-words';
import { RegistrationFileRow, RegistrationSegnaturaRow } from '../infrastructure/registration-parts.rows';
import { RegistrationRow } from '../infrastructure/registration.row';
import { numberOf } from './numbering/answers';

export interface RegistrationFilter {
  readonly year?: number | undefined;
  readonly number?: number | undefined;
  readonly direction?: Direction | undefined;
  readonly search?: string | undefined;
}

/** Where a page ends: the next one begins below it. */
export interface RegistrationPlace {
  readonly year: number;
  readonly number: number;
}

const SYSTEM = 'registrazione automatica';

/** Reads the register. A person sees the registrations of the AOO in which that person works. */
@Injectable()
export class Registrations {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    private readonly people: People,
  ) {}

  /** The segnatura's XML as it was made with the number; null when there is none. Inside the caller's unit of work. */
  async segnaturaOf(registrationId: string): Promise<string | null> {
    const row = await this.database.rows(RegistrationSegnaturaRow).findOneBy({ registrationId });
    return row?.xml ?? null;
  }

  /** The number that a key has, or null when it has none yet. Inside the caller's unit of work. */
  async byKey(aooId: string, key: string): Promise<RegisteredNumber | null> {
    const row = await this.database.rows(RegistrationRow).findOneBy({ aooId, key });
    return row && numberOf(row);
  }

  async find(actor: Actor, id: string) {
    return this.database.transaction(actor, async () => {
      const row = await this.database.rows(RegistrationRow).findOneBy({ id, aooId: actor.aooId });
      if (!row) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const files = await this.database
        .rows(RegistrationFileRow)
        .find({ where: { registrationId: id }, order: { position: 'ASC' } });
      const people = await this.operatorsOf([row]);
      return accept({
        ...summaryOf(row, people, files.length),
        hash: row.hash.toString('hex'),
        previousHash: row.previousHash.toString('hex'),
        files: files.map(({ position, role, fileName, mediaType, size, algorithm, hash }) => ({
          position,
          role,
          fileName,
          mediaType,
          size: Number(size),
          algorithm,
          hash: hash.toString('hex'),
        })),
      });
    });
  }

  /** The segnatura for somebody to download. */
  async segnaturaFor(actor: Actor, id: string): Promise<Result<string>> {
    return this.database.transaction(actor, async () => {
      const isThere = await this.database.rows(RegistrationRow).existsBy({ id, aooId: actor.aooId });
      const xml = isThere ? await this.segnaturaOf(id) : null;
      return xml === null ? refuse(protocolRefusals.REGISTRATION_NOT_FOUND()) : accept(xml);
    });
  }

  /** A page of the AOO's protocol register, newest first, below `before`. */
  async list(
    actor: Actor,
    filter: RegistrationFilter,
    page: { limit: number; before: RegistrationPlace | null },
  ) {
    return this.database.transaction(actor, async () => {
      const register = await this.structure.protocolRegister(actor.aooId);
      const place = { bodyId: actor.bodyId, aooId: actor.aooId, registerId: register.id };
      const rows = filter.search?.trim()
        ? await this.searched(place, filter, page)
        : await this.listed(place, filter, page);
      const shown = rows.slice(0, page.limit);
      const [people, counts] = [await this.operatorsOf(shown), await this.fileCountsOf(shown)];
      const last = shown.at(-1);
      return {
        items: shown.map((row) => summaryOf(row, people, counts.get(row.id) ?? 0)),
        next: rows.length > page.limit && last ? { year: last.year, number: last.number } : null,
      };
    });
  }

  /** One row more than the page: it tells whether another page follows. */
  private async listed(
    place: { bodyId: string; aooId: string; registerId: string },
    { year, number, direction }: RegistrationFilter,
    { limit, before }: { limit: number; before: RegistrationPlace | null },
  ): Promise<RegistrationRow[]> {
    const query = this.database
      .rows(RegistrationRow)
      .createQueryBuilder('entry')
      .where('entry.bodyId = :bodyId AND entry.aooId = :aooId AND entry.registerId = :registerId', place);
    if (year !== undefined) query.andWhere('entry.year = :year', { year });
    if (number !== undefined) query.andWhere('entry.number = :number', { number });
    if (direction !== undefined) query.andWhere('entry.direction = :direction', { direction });
    if (before) query.andWhere('(entry.year, entry.number) < (:beforeYear, :beforeNumber)', beforeOf(before));
    return query
      .orderBy('entry.year', 'DESC')
      .addOrderBy('entry.number', 'DESC')
      .limit(limit + 1)
      .getMany();
  }

  private async searched(
    place: { aooId: string; registerId: string },
    { year, number, direction, search }: RegistrationFilter,
    { limit, before }: { limit: number; before: RegistrationPlace | null },
  ): Promise<RegistrationRow[]> {
    const found = await this.database.query<{ registration_id: string }>(
      'SELECT registration_id FROM search_registrations($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [
        place.aooId,
        place.registerId,
        foldWords(search ?? ''),
        year ?? null,
        number ?? null,
        direction ?? null,
        before?.year ?? null,
        before?.number ?? null,
        limit + 1,
      ],
    );
    if (found.length === 0) return [];
    return this.database
      .rows(RegistrationRow)
      .createQueryBuilder('entry')
      .where('entry.id IN (:...ids)', { ids: found.map((row) => row.registration_id) })
      .orderBy('entry.year', 'DESC')
      .addOrderBy('entry.number', 'DESC')
      .getMany();
  }

  private async operatorsOf(rows: readonly RegistrationRow[]): Promise<Map<string, Person>> {
    return this.people.find(rows.flatMap((row) => (row.operatorId === null ? [] : [row.operatorId])));
  }

  private async fileCountsOf(rows: readonly RegistrationRow[]): Promise<Map<string, number>> {
    const counts = await this.database.query<{ id: string; count: number }>(
      `SELECT registration_id AS id, count(*)::integer AS count FROM registration_file
        WHERE registration_id = ANY($1) GROUP BY registration_id`,
      [rows.map((row) => row.id)],
    );
    return new Map(counts.map(({ id, count }) => [id, count]));
  }
}

function beforeOf({ year, number }: RegistrationPlace) {
  return { beforeYear: year, beforeNumber: number };
}

function summaryOf(row: RegistrationRow, people: ReadonlyMap<string, Person>, fileCount: number) {
  const counterparts = row.direction === 'OUTGOING' ? row.recipients : [row.sender, ...row.recipients];
  return {
    id: row.id,
    number: numberText(row.number),
    year: row.year,
    registeredAt: row.registeredAt.toISOString(),
    registeredOn: row.registeredOn,
    direction: row.direction,
    subject: row.subject,
    correspondents: counterparts.flatMap((counterpart) =>
      counterpart ? [correspondentName(counterpart)] : [],
    ),
    classificationCode: row.classificationCode,
    registerCode: row.registerCode,
    operator: row.operatorId === null ? SYSTEM : (people.get(row.operatorId)?.fullName ?? ''),
    fileCount,
  };
}
