import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { nextWorkingInstant, OFFICE_HOURS, workingTimeAfter } from '../domain/working-time';

export interface CalendarOfAoo {
  /** `hours` working hours after `from`. */
  after(from: Date, hours: number): Date;
  /** The first instant from `from` on at which the office is open: when a digest is read. */
  next(from: Date): Date;
}

/** The working calendar of each AOO: national holidays and those that its rows name. Inside the caller's unit of work. */
@Injectable()
export class WorkingCalendar {
  constructor(private readonly database: Database) {}

  async of(aooId: string): Promise<CalendarOfAoo> {
    const days = await this.database.query<{ day: string }>(
      'SELECT day::text AS day FROM holiday WHERE aoo_id = $1',
      [aooId],
    );
    const week = { ...OFFICE_HOURS, ownHolidays: new Set(days.map(({ day }) => day)) };
    return {
      after: (from, hours) => workingTimeAfter(from, hours, week),
      next: (from) => nextWorkingInstant(from, week),
    };
  }
}
