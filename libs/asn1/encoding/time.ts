const UTC_TIME = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})$/;
const GENERALIZED_TIME = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})?(\d{2})?(?:[.,](\d+))?(Z|[+-]\d{4})?$/;

/**
 * Instant of the text of a UTCTime (`short`) or GeneralizedTime, milliseconds kept; undefined when the text is
 * no such time or the day does not exist. A time without zone counts as UTC.
 *
 * @standard X.680 §46, §47; RFC 5280 §4.1.2.5
 */
export function readCalendar(text: string, short: boolean): Date | undefined {
  const match = (short ? UTC_TIME : GENERALIZED_TIME).exec(text);
  if (!match) return undefined;
  const [, yearText = '', month, day, hour, minute, second] = match;
  const fraction = short ? undefined : match[7];
  const zone = match[short ? 7 : 8];
  const year = short ? Number(yearText) + (Number(yearText) < 50 ? 2000 : 1900) : Number(yearText);
  const milliseconds = Math.floor(Number(`0.${fraction ?? '0'}`) * 1000);
  const fields = [Number(month) - 1, Number(day), Number(hour), Number(minute ?? 0)] as const;
  const instant = new Date(0);
  instant.setUTCFullYear(year, fields[0], fields[1]);
  instant.setUTCHours(fields[2], fields[3], Number(second ?? 0), milliseconds);
  // A date rolls over silently: the 31st of February would become March.
  const exact = instant.getUTCMonth() === fields[0] && instant.getUTCDate() === fields[1];
  if (!exact || fields[2] > 23 || fields[3] > 59) return undefined;
  return new Date(instant.getTime() - zoneMinutes(zone) * 60_000);
}

function zoneMinutes(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5));
  return zone.startsWith('-') ? -minutes : minutes;
}

const digits = (value: number, count: number): string => String(value).padStart(count, '0');

/** `YYYYMMDDHHMMSSZ`, seconds only, as DER and RFC 5280 want it. */
export function writeGeneralizedTime(instant: Date): string {
  return digits(instant.getUTCFullYear(), 4) + writeUtcTime(instant).slice(2);
}

/** `YYMMDDHHMMSSZ`, for years from 1950 to 2049. */
export function writeUtcTime(instant: Date): string {
  return `${[
    instant.getUTCFullYear() % 100,
    instant.getUTCMonth() + 1,
    instant.getUTCDate(),
    instant.getUTCHours(),
    instant.getUTCMinutes(),
    instant.getUTCSeconds(),
  ]
    .map((field) => digits(field, 2))
    .join('')}Z`;
}
