/** Hours in which a body works, and its days of rest. Saturdays, Sundays and national holidays are never worked. */
export interface WorkingWeek {
  /** Minutes after midnight, Europe/Rome. */
  readonly opensAt: number;
  readonly closesAt: number;
  /** `YYYY-MM-DD` of the days that only this body rests on, such as the patron's. */
  readonly ownHolidays: ReadonlySet<string>;
}

export const OFFICE_HOURS = { opensAt: 8 * 60, closesAt: 18 * 60 } as const;

/** Fixed days of L. 260/1949, as amended; 4 October again from 2026 by L. 151/2025. */
const FIXED = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'];
const SAINT_FRANCIS = { day: '10-04', since: 2026 };
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** No deadline lies further ahead; past it the calendar itself is wrong. */
const MOST_DAYS = 3_660;

/** `day` is a civil date, `YYYY-MM-DD`. */
export function isWorkingDay(day: string, week: WorkingWeek): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  return !isNationalHoliday(day) && !week.ownHolidays.has(day);
}

export function isNationalHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4));
  const rest = day.slice(5);
  if (FIXED.includes(rest)) return true;
  if (rest === SAINT_FRANCIS.day && year >= SAINT_FRANCIS.since) return true;
  return day === plusDays(easterSunday(year), 1);
}

/**
 * The instant at which `hours` of working time have passed since `from`. Hours outside the body's day do not count: what
 * is opened on a Friday evening begins on Monday morning.
 * @throws when no such instant lies within ten years
 */
export function workingTimeAfter(from: Date, hours: number, week: WorkingWeek): Date {
  let left = hours * HOUR_MS;
  let day = romeDay(from);
  for (let passed = 0; passed < MOST_DAYS; passed += 1, day = plusDays(day, 1)) {
    if (!isWorkingDay(day, week)) continue;
    const opens = romeInstant(day, week.opensAt);
    const closes = romeInstant(day, week.closesAt);
    const begins = Math.max(opens, from.getTime());
    if (begins >= closes) continue;
    if (begins + left <= closes) return new Date(begins + left);
    left -= closes - begins;
  }
  throw new Error(`${hours} working hours lie further ahead than the calendar goes`);
}

/** The next instant at which somebody is at work: `from` itself in working hours. */
export function nextWorkingInstant(from: Date, week: WorkingWeek): Date {
  return workingTimeAfter(from, 0, week);
}

/** Gregorian computus (Meeus, Jones, Butcher). */
function easterSunday(year: number): string {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const c = year % 100;
  const e = century % 4;
  const g = Math.floor((8 * century + 13) / 25);
  const h = (19 * a + century - Math.floor(century / 4) - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

const ROME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Rome',
  dateStyle: 'short',
  timeStyle: 'medium',
});

function romeDay(instant: Date): string {
  return ROME.format(instant).slice(0, 10);
}

/** The instant of a wall clock in Rome; offices are shut in the hour that summer time skips or repeats. */
function romeInstant(day: string, minutes: number): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE_MS;
  const shown = Date.parse(`${ROME.format(new Date(asUtc)).replace(' ', 'T')}Z`);
  return asUtc - (shown - asUtc);
}

/** The last instant of a civil date in Rome. */
export function endOfLegalDay(day: string): Date {
  return new Date(romeInstant(plusDays(day, 1), 0) - 1);
}
