import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate, merkleRoot, newId, sha256 } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import { systemActor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { dailyContent, type DayFacts } from '../../domain/daily-register';
import type { RegisterKey } from '../../domain/registration-entry';
import { dayAfter, nextWorkingDay } from '../../domain/working-calendar';
import { DailyRegisterRow } from '../../infrastructure/daily-register.rows';
import { dailyPdf } from '../../infrastructure/daily-pdf';
import { DayEntries, leavesOf, type Place } from './day-entries';
import { ReadDayFacts } from './day-facts';
import { annulmentsOfDay } from './annulments-of-day';

export const DAY_CLOSED = 'daily-register.closed';
const STREAM = 'daily-register';
/** Of one run: a register that stood still for a year is closed day by day all the same, a run at a time. */
const MOST_DAYS = 60;
const BEFORE_ALL: Place = { year: 0, number: 0 };

interface ToClose {
  readonly body_id: string;
  readonly aoo_id: string;
  readonly register_id: string;
  readonly next_day: string;
}

/**
 * Closes the register of each day that is over, of each AOO, also of days without entries: what people read as PDF/A,
 * what machines read as JSON, the root that proves every entry of it. Done twice, a day is closed once.
 */
@Injectable()
export class CloseDays {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly facts: ReadDayFacts,
    private readonly entries: DayEntries,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** How many days were closed. */
  async execute(): Promise<number> {
    const today = legalDate(this.clock.now());
    const registers = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<ToClose>(
        'SELECT body_id, aoo_id, register_id, next_day::text FROM registers_to_close($1)',
        [today],
      ),
    );
    let closed = 0;
    for (const { body_id: bodyId, aoo_id: aooId, register_id: registerId, next_day } of registers) {
      let day = next_day;
      for (let count = 0; day < today && count < MOST_DAYS; count += 1) {
        await this.close({ bodyId, aooId, registerId }, day);
        day = dayAfter(day);
        closed += 1;
      }
    }
    return closed;
  }

  private async close(register: RegisterKey, day: string): Promise<void> {
    const { bodyId, aooId, registerId } = register;
    await this.database.transaction({ bodyId, personId: null }, async () => {
      const [lock] = await this.database.query<{ free: boolean }>(
        'SELECT pg_try_advisory_xact_lock(7281946, hashtext($1)) AS free',
        [registerId],
      );
      if (!lock?.free || (await this.database.rows(DailyRegisterRow).existsBy({ registerId, day }))) return;
      const before = await this.database
        .rows(DailyRegisterRow)
        .findOne({ where: { registerId }, order: { day: 'DESC' } });
      const from = before ? { year: before.throughYear, number: before.throughNumber } : BEFORE_ALL;
      const entries = await this.entries.of(register, day, from);
      const root = merkleRoot(sha256, leavesOf(entries));
      const facts = await this.facts.of(register, day, before, root);
      const annulments = await annulmentsOfDay(this.database, register, day);
      const row = await this.write(register, facts, dailyContent(facts, entries, annulments), {
        entries,
        root,
        from,
      });
      const actor = systemActor(bodyId, aooId);
      await this.journal.append(actor, {
        stream: STREAM,
        streamId: row.id,
        type: DAY_CLOSED,
        payload: {
          day,
          identifier: row.identifier,
          count: row.entryCount,
          merkleRoot: root.toString('hex'),
          jsonSha256: row.jsonSha256,
          pdfSha256: row.pdfSha256,
          dueOn: row.dueOn,
        },
      });
    });
  }

  /** Files first: a row never names what is not in the store. */
  private async write(
    { bodyId, aooId, registerId }: RegisterKey,
    facts: DayFacts,
    content: ReturnType<typeof dailyContent>,
    day: { entries: readonly Place[]; root: Buffer; from: Place },
  ): Promise<DailyRegisterRow> {
    const json = await this.store.put(Buffer.from(JSON.stringify(content)));
    const pdf = await this.store.put(Buffer.from(await dailyPdf(content)));
    const holidays = await this.database.query<{ day: string }>(
      'SELECT day::text FROM holiday WHERE aoo_id = $1 AND day > $2 ORDER BY day LIMIT 60',
      [aooId, facts.day],
    );
    const through = day.entries.at(-1) ?? day.from;
    const row = this.database.rows(DailyRegisterRow).create({
      id: newId(),
      bodyId,
      aooId,
      registerId,
      day: facts.day,
      progressive: facts.progressive,
      identifier: content.identifier,
      year: Number(facts.day.slice(0, 4)),
      firstNumber: day.entries[0]?.number ?? null,
      lastNumber: day.entries.at(-1)?.number ?? null,
      throughYear: through.year,
      throughNumber: through.number,
      entryCount: day.entries.length,
      merkleRoot: day.root,
      jsonSha256: json.sha256,
      pdfSha256: pdf.sha256,
      clockOffsetMs: facts.clockOffsetMs,
      dueOn: nextWorkingDay(
        facts.day,
        holidays.map((holiday) => holiday.day),
      ),
      closedAt: new Date(facts.closedAt),
    });
    await this.database.rows(DailyRegisterRow).insert(row);
    return row;
  }
}
