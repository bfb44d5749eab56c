const ROME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

const MINUTE_MS = 60_000;
/** Days begin on whole minutes: the last one that was asked for is answered again without the calendar. */
let lastAsked = { minute: Number.NaN, date: '' };

/** Calendar date in Europe/Rome, `YYYY-MM-DD`: the day on which, by law, something happened. */
export function legalDate(instant: Date): string {
  const minute = Math.floor(instant.getTime() / MINUTE_MS);
  if (minute !== lastAsked.minute) lastAsked = { minute, date: ROME.format(instant).slice(0, 10) };
  return lastAsked.date;
}

/** A calendar date `YYYY-MM-DD` as Italian texts write it, `DD/MM/YYYY`. */
export function italianDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** Wall clock in Europe/Rome, `HH:MM:SS`. */
export function legalTime(instant: Date): string {
  return ROME.format(instant).slice(11);
}

/** Solar year in Europe/Rome: registers restart with it (DPR 445/2000 art. 57). */
export function legalYear(instant: Date): number {
  return Number(ROME.format(instant).slice(0, 4));
}

/**
 * Instant in UTC with microseconds, as every hashed form writes it. A JavaScript date holds milliseconds, so
 * the last three digits are zero unless `text` is an instant that the database wrote with more.
 */
export function utcMicroseconds(instant: Date): string {
  return instant.toISOString().replace(/Z$/, '000Z');
}
