/** National holidays of fixed date, month and day (L. 260/1949 and later; 4 October is one again from 2026). */
const FIXED = [
  '01-01',
  '01-06',
  '04-25',
  '05-01',
  '06-02',
  '08-15',
  '11-01',
  '12-08',
  '12-25',
  '12-26',
] as const;
const SAINT_FRANCIS = { day: '10-04', since: 2026 };
const DAY_MS = 86_400_000;

/** True for a day on which no public office works; Saturdays and Sundays are none. Days are `YYYY-MM-DD`. */
export function isNationalHoliday(day: string): boolean {
  const [year, monthAndDay] = [Number(day.slice(0, 4)), day.slice(5)];
  if (FIXED.some((fixed) => fixed === monthAndDay)) return true;
  if (monthAndDay === SAINT_FRANCIS.day && year >= SAINT_FRANCIS.since) return true;
  return day === easterMonday(year);
}

/** The first working day after `day`; `ownHolidays` are those of the AOO, such as the patron's. */
export function nextWorkingDay(day: string, ownHolidays: readonly string[]): string {
  for (let next = dayAfter(day); ; next = dayAfter(next)) {
    const weekday = new Date(`${next}T12:00:00Z`).getUTCDay();
    const isFree = weekday === 0 || weekday === 6 || isNationalHoliday(next) || ownHolidays.includes(next);
    if (!isFree) return next;
  }
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** By the Gregorian computus in the form of Butcher. */
function easterMonday(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  const sunday = Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1, 12);
  return new Date(sunday + DAY_MS).toISOString().slice(0, 10);
}
