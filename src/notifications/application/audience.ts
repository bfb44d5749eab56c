import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { Powers } from '../../organisation';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';

/** Who is to be told: everybody whom a desk reaches today, and whoever acted before. Inside the caller's unit of work. */
@Injectable()
export class Audience {
  constructor(
    private readonly database: Database,
    private readonly powers: Powers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The addressees themselves, also when they are away, and those who act for them. */
  async reachedBy(addressees: readonly string[]): Promise<string[]> {
    const today = legalDate(this.clock.now());
    const people: string[] = [];
    for (const key of addressees) {
      if (key.startsWith('person:')) people.push(key.slice('person:'.length));
      people.push(...(await this.powers.peopleReaching(key, today)));
    }
    return [...new Set(people)];
  }

  async whoActedOn(requestId: string, revision: number): Promise<string[]> {
    const found = await this.database.query<{ person_id: string }>(
      `SELECT DISTINCT acted_by AS person_id FROM task
        WHERE request_id = $1 AND revision = $2 AND state = 'DONE' AND acted_by IS NOT NULL`,
      [requestId, revision],
    );
    return found.map((row) => row.person_id);
  }
}
