import { Injectable } from '@nestjs/common';
import { accept, refuse } from '@libro-firma/kernel';
import { People } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { foldName } from '../../domain/correspondents/correspondent-key';
import { correspondentsRefusals } from '../../domain/correspondents/correspondents.refusals';
import {
  CorrespondentRow,
  CorrespondentVersionRow,
} from '../../infrastructure/correspondents/correspondent.rows';
import { correspondentOfRow } from './correspondent-of-row';

const SUGGESTED = 12;

interface Page {
  readonly limit: number;
  readonly after: { readonly name: string; readonly id: string } | null;
}

/** Whom the AOO corresponds with: found while one types, each with its history, and with those that are likely one. */
@Injectable()
export class Correspondents {
  constructor(
    private readonly database: Database,
    private readonly people: People,
  ) {}

  /** By the beginnings of its words or by its code; accents and apostrophes do not matter. */
  async suggest(actor: Actor, typed: string) {
    const query = queryOf(typed);
    if (query === null) return [];
    return this.database.transaction(actor, async () => {
      const found = await this.database.query<{ id: string }>(
        'SELECT id FROM search_correspondents($1, $2, $3)',
        [actor.aooId, query, SUGGESTED],
      );
      const rows = await this.rowsOf(found.map(({ id }) => id));
      return rows.map(viewOf);
    });
  }

  async list(actor: Actor, { limit, after }: Page) {
    return this.database.transaction(actor, async () => {
      const query = this.database
        .rows(CorrespondentRow)
        .createQueryBuilder('known')
        .where('known.aooId = :aooId AND known.mergedInto IS NULL', { aooId: actor.aooId })
        .orderBy('known.name')
        .addOrderBy('known.id')
        .limit(limit + 1);
      if (after) query.andWhere('(known.name, known.id) > (:name, :id)', { name: after.name, id: after.id });
      const rows = await query.getMany();
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.map(viewOf),
        next: rows.length > limit && last ? { name: last.name, id: last.id } : null,
      };
    });
  }

  async find(actor: Actor, id: string) {
    return this.database.transaction(actor, async () => {
      const row = await this.database.rows(CorrespondentRow).findOneBy({ id, aooId: actor.aooId });
      if (!row) return refuse(correspondentsRefusals.NOT_FOUND());
      const history = await this.database
        .rows(CorrespondentVersionRow)
        .find({ where: { correspondentId: id }, order: { version: 'DESC' } });
      const people = await this.people.find(history.flatMap(({ changedBy }) => changedBy ?? []));
      const merged = await this.database
        .rows(CorrespondentRow)
        .findBy({ aooId: actor.aooId, mergedInto: id });
      return accept({
        ...viewOf(row),
        mergedInto: row.mergedInto,
        merged: merged.map(viewOf),
        history: history.map(({ version, known, reason, changedBy, changedAt }) => ({
          version,
          known,
          reason,
          changedBy: changedBy === null ? null : (people.get(changedBy)?.fullName ?? null),
          changedAt: changedAt.toISOString(),
        })),
      });
    });
  }

  /** Groups of those that have one tax code, VAT number or IPA code: they are one, written twice. */
  async duplicates(actor: Actor) {
    return this.database.transaction(actor, async () => {
      const groups = await this.database.query<{ ids: string[] }>(
        `SELECT array_agg(id ORDER BY id) AS ids FROM correspondent
          WHERE aoo_id = $1 AND merged_into IS NULL AND tax_key IS NOT NULL GROUP BY tax_key HAVING count(*) > 1
         UNION ALL
         SELECT array_agg(id ORDER BY id) FROM correspondent
          WHERE aoo_id = $1 AND merged_into IS NULL AND ipa_key IS NOT NULL AND tax_key IS NULL
          GROUP BY ipa_key HAVING count(*) > 1
          LIMIT 100`,
        [actor.aooId],
      );
      const rows = await this.rowsOf(groups.flatMap(({ ids }) => ids));
      return groups.map(({ ids }) => ({
        items: rows.filter(({ id }) => ids.includes(id)).map(viewOf),
      }));
    });
  }

  private async rowsOf(ids: readonly string[]): Promise<CorrespondentRow[]> {
    if (ids.length === 0) return [];
    return this.database
      .rows(CorrespondentRow)
      .createQueryBuilder('known')
      .whereInIds([...new Set(ids)])
      .orderBy('known.name')
      .addOrderBy('known.id')
      .getMany();
  }
}

function viewOf(row: CorrespondentRow) {
  return { id: row.id, version: row.version, ...correspondentOfRow(row) };
}

/** Each word as a beginning; null where nothing was typed that can be looked for. */
function queryOf(typed: string): string | null {
  const words = foldName(typed).split(' ').filter(Boolean).slice(0, 8);
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ');
}
