import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { searchRefusals } from '../../domain/search.refusals';
import { SavedSearchRow } from '../../infrastructure/saved-search.row';

const MOST = 50;

/** Searches that a person keeps, each under a name; nobody else sees them. */
@Injectable()
export class SavedSearches {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(actor: Actor) {
    return this.database.transaction(actor, async () => {
      const rows = await this.database
        .rows(SavedSearchRow)
        .find({ where: ownOf(actor), order: { name: 'ASC' } });
      return { items: rows.map(({ id, name, filter }) => ({ id, name, filter })) };
    });
  }

  async save(actor: Actor, name: string, filter: SavedSearchRow['filter']): Promise<Result<{ id: string }>> {
    return this.database.transaction(actor, async () => {
      const rows = this.database.rows(SavedSearchRow);
      if ((await rows.countBy(ownOf(actor))) >= MOST)
        return refuse(searchRefusals.TOO_MANY_SEARCHES({ most: MOST }));
      if (await rows.existsBy({ ...ownOf(actor), name })) return refuse(searchRefusals.SEARCH_NAME_TAKEN());
      const id = newId();
      await rows.insert({
        id,
        bodyId: actor.bodyId,
        ...ownOf(actor),
        name,
        filter,
        createdAt: this.clock.now(),
      });
      return accept({ id });
    });
  }

  async remove(actor: Actor, id: string): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const removed = await this.database.rows(SavedSearchRow).delete({ id, ...ownOf(actor) });
      return removed.affected === 1 ? accept(null) : refuse(searchRefusals.SEARCH_NOT_FOUND());
    });
  }
}

function ownOf({ aooId, personId }: Actor): { aooId: string; personId: string } {
  if (personId === null) throw new Error('searches are kept by a person');
  return { aooId, personId };
}
