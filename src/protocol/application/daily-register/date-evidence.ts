import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { canonicalJson, inclusionProof, sha256 } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import { type DateEvidence, type DateEvidenceSource, ProofsOfDate } from '../../../verification';
import { canonicalRegistration } from '../../domain/registration-hash';
import { DayEntries, leavesOf } from './day-entries';

interface Registered {
  readonly id: string;
  readonly bodyId: string;
  readonly aooId: string;
  readonly registerId: string;
  readonly year: number;
  readonly day: string;
  readonly firstNumber: number;
  readonly identifier: string;
  readonly token: Buffer;
}

/** Days that are handed over for one file; each is walked entry by entry. */
const AT_MOST = 3;

/**
 * Registrations of a file as proofs of its date: the entry, its way in the tree of the day, and the token over the root. A
 * day without token gives nothing, since a date that our own database wrote proves nothing to others (DPCM 22-2-2013 art.
 * 41 c. 4). Reserved entries are left out: that a file was registered is told to nobody who holds a copy of it.
 */
@Injectable()
export class RegistrationEvidence implements DateEvidenceSource, OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly entries: DayEntries,
    private readonly proofs: ProofsOfDate,
  ) {}

  onApplicationBootstrap(): void {
    this.proofs.add(this);
  }

  evidenceFor(bodyId: string, digest: string): Promise<readonly DateEvidence[]> {
    return this.database.transaction({ bodyId, personId: null }, async () => {
      const registered = await this.database.query<Registered>(
        `SELECT entry.id, entry.body_id AS "bodyId", entry.aoo_id AS "aooId", entry.register_id AS "registerId",
                day.year, day.day::text AS day, day.first_number AS "firstNumber", day.identifier, stamp.token
           FROM aoo
          CROSS JOIN LATERAL registrations_with_files(aoo.id, ARRAY[$2::text]) found
           JOIN registration entry ON entry.id = found.id
           JOIN daily_register day ON day.register_id = entry.register_id AND day.day = entry.registered_on
           JOIN daily_register_timestamp stamp ON stamp.daily_register_id = day.id
          WHERE aoo.body_id = $1 AND NOT entry.reserved AND day.first_number IS NOT NULL
          ORDER BY day.day, entry.number LIMIT ${AT_MOST}`,
        [bodyId, digest],
      );
      const evidence: DateEvidence[] = [];
      for (const one of registered) evidence.push(await this.evidenceOf(one));
      return evidence;
    });
  }

  private async evidenceOf(registered: Registered): Promise<DateEvidence> {
    const { id, day, year, firstNumber, identifier, token } = registered;
    const entries = await this.entries.of(registered, day, { year, number: firstNumber - 1 });
    const position = entries.findIndex((entry) => entry.id === id);
    const entry = entries[position];
    if (!entry) throw new Error(`registration ${id} is not in the register of its day`);
    return {
      kind: 'DAILY_REGISTER',
      reference: identifier,
      content: Buffer.from(canonicalJson(canonicalRegistration(entry)), 'utf8'),
      way: { salt: entry.salt, steps: inclusionProof(sha256, leavesOf(entries), position) },
      token,
    };
  }
}
