import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { People, type Person, Structure } from '../../organisation';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { protocolRefusals } from '../domain/protocol.refusals';
import { mayOpen, seesSequence } from '../domain/reader';
import type { RegisteredNumber } from '../domain/registration';
import { FOUND_ENTRIES, type FoundRegistration } from '../infrastructure/found-entries';
import { RegistrationRow } from '../infrastructure/registration.row';
import { numberOf } from './numbering/answers';
import { readerOf } from './reader-of';
import { detailOf, summaryOf } from './registration-view';
import { isSequence, type RegistrationFilter, type RegistrationPlace, wantedOf } from './search/filter';
import { BEFORE_IMPORTED, ImportedRegistrations } from './register-start/imported-registrations';
import { segnaturaOf } from './segnatura-of';

export type { RegistrationFilter, RegistrationPlace } from './search/filter';

interface PageRequest {
  readonly limit: number;
  readonly before: RegistrationPlace | null;
}

/** Reads the register. A person sees the registrations of the AOO in which that person works, and of them what is allowed. */
@Injectable()
export class Registrations {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    private readonly people: People,
    private readonly importedRegistrations: ImportedRegistrations,
  ) {}

  /** The segnatura's XML; null when there is none. Inside the caller's unit of work. */
  async segnaturaOf(registrationId: string): Promise<string | null> {
    const [entry] = await this.entries([registrationId]);
    return entry ? renderSegnatura(entry) : null;
  }

  /** The number that a key has, or null when it has none yet. Inside the caller's unit of work. */
  async byKey(aooId: string, key: string): Promise<RegisteredNumber | null> {
    const row = await this.database.rows(RegistrationRow).findOneBy({ aooId, key });
    return row && numberOf(row);
  }

  /** The entry, whoever asks: for the service itself. Inside the caller's unit of work. */
  async entryOf(id: string): Promise<FoundRegistration | null> {
    const [entry] = await this.entries([id]);
    return entry ?? null;
  }

  /** Those that are there, newest first; who may see which is for the caller. Inside the caller's unit of work. */
  async entriesOf(ids: readonly string[]): Promise<FoundRegistration[]> {
    return this.entries([...new Set(ids)]);
  }

  /** The entry, for whoever may open it. Inside the caller's unit of work. */
  async entryFor(actor: Actor, id: string): Promise<FoundRegistration | null> {
    const [entry] = await this.entries([id]);
    return entry && entry.aooId === actor.aooId && mayOpen(readerOf(actor), entry) ? entry : null;
  }

  /** Those of `ids` that the reader may open, as a list shows them. Inside the caller's unit of work. */
  async openable(actor: Actor, ids: readonly string[]) {
    const entries = (await this.entries(ids)).filter(
      (entry) => entry.aooId === actor.aooId && mayOpen(readerOf(actor), entry),
    );
    const people = await this.operatorsOf(entries);
    return new Map(entries.map((entry) => [entry.id, summaryOf(entry, readerOf(actor), people)]));
  }

  async find(actor: Actor, id: string) {
    return this.database.transaction(actor, async () => {
      const entry = await this.entryFor(actor, id);
      return entry
        ? accept(detailOf(entry, readerOf(actor), await this.operatorsOf([entry])))
        : refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
    });
  }

  /** The segnatura for somebody to download. */
  async segnaturaFor(actor: Actor, id: string): Promise<Result<string>> {
    return this.database.transaction(actor, async () => {
      const entry = await this.entryFor(actor, id);
      const xml = entry && renderSegnatura(entry);
      return xml ? accept(xml) : refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
    });
  }

  /**
   * A page of a register of the AOO, newest first, below `before`. The sequence itself shows every number to those who
   * keep or audit the register; whatever is searched for shows only what the reader may open.
   */
  async list(actor: Actor, filter: RegistrationFilter, page: PageRequest) {
    return this.database.transaction(actor, async () => {
      const registerId = filter.registerId ?? (await this.structure.protocolRegister(actor.aooId)).id;
      if (page.before?.line !== undefined) return this.imported(registerId, filter, [], page);
      const ids =
        isSequence(filter) && seesSequence(actor)
          ? await this.sequence(actor, registerId, filter, page)
          : await this.searched(registerId, filter, page);
      const entries = await this.entries(ids);
      const shown = entries.slice(0, page.limit);
      const people = await this.operatorsOf(shown);
      const items = shown.map((entry) => summaryOf(entry, readerOf(actor), people));
      const last = shown.at(-1);
      if (ids.length > page.limit && last) return { items, next: { year: last.year, number: last.number } };
      return this.imported(registerId, filter, items, { ...page, before: null });
    });
  }

  /** What another system registered before us, behind our own entries and on the same pages. */
  private async imported(
    registerId: string,
    filter: RegistrationFilter,
    own: readonly ReturnType<typeof summaryOf>[],
    { limit, before }: PageRequest,
  ): Promise<{ items: ReturnType<typeof summaryOf>[]; next: RegistrationPlace | null }> {
    const room = limit - own.length;
    const place = before && { ...before, line: before.line ?? 0 };
    const found = await this.importedRegistrations.page(registerId, filter, {
      before: place,
      count: room + 1,
    });
    const shown = found.slice(0, room);
    const items = [...own, ...shown.map(({ item }) => item)];
    if (found.length <= room) return { items, next: null };
    return { items, next: shown.at(-1)?.place ?? BEFORE_IMPORTED };
  }

  /** One row more than the page: it tells whether another page follows. */
  private async sequence(
    { bodyId, aooId }: Actor,
    registerId: string,
    { year, number }: RegistrationFilter,
    { limit, before }: PageRequest,
  ): Promise<string[]> {
    const query = this.database
      .rows(RegistrationRow)
      .createQueryBuilder('entry')
      .select('entry.id', 'id')
      .where('entry.bodyId = :bodyId AND entry.aooId = :aooId AND entry.registerId = :registerId', {
        bodyId,
        aooId,
        registerId,
      });
    if (year !== undefined) query.andWhere('entry.year = :year', { year });
    if (number !== undefined) query.andWhere('entry.number = :number', { number });
    if (before) query.andWhere('(entry.year, entry.number) < (:beforeYear, :beforeNumber)', beforeOf(before));
    const rows = await query
      .orderBy('entry.year', 'DESC')
      .addOrderBy('entry.number', 'DESC')
      .limit(limit + 1)
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  private async searched(
    registerId: string,
    filter: RegistrationFilter,
    { limit, before }: PageRequest,
  ): Promise<string[]> {
    const found = await this.database.query<{ registration_id: string }>(
      'SELECT registration_id FROM search_registrations($1, $2, $3, $4, $5)',
      [registerId, JSON.stringify(wantedOf(filter)), before?.year ?? null, before?.number ?? null, limit + 1],
    );
    return found.map((row) => row.registration_id);
  }

  private async entries(ids: readonly string[]): Promise<FoundRegistration[]> {
    if (ids.length === 0) return [];
    return this.database.query<FoundRegistration>(
      `${FOUND_ENTRIES} WHERE entry.id = ANY($1) ORDER BY entry.year DESC, entry.number DESC`,
      [ids],
    );
  }

  private async operatorsOf(entries: readonly FoundRegistration[]): Promise<Map<string, Person>> {
    return this.people.find(
      entries.flatMap(({ operatorId, annulments, classes }) => [
        ...(operatorId === null ? [] : [operatorId]),
        ...annulments.map(({ decidedBy }) => decidedBy),
        ...classes.flatMap(({ decidedBy }) => decidedBy ?? []),
      ]),
    );
  }
}

function beforeOf({ year, number }: RegistrationPlace) {
  return { beforeYear: year, beforeNumber: number };
}

/** Of an entry of form 1 as it was written; of the others rendered from what was, with the same bytes each time. */
function renderSegnatura({ xml, names, files, ...entry }: FoundRegistration): string | null {
  if (xml !== null) return xml;
  return names && segnaturaOf({ ...entry, files: files ?? [] }, names);
}
