const PDF_DATE = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(\d{2})?'?)?/;

/** ISO 8601 UTC of a date as PDF writes it (ISO 32000-1 §7.9.4); null when it is none. Without zone it is UTC. */
export function readPdfDate(text: string): string | null {
  const match = PDF_DATE.exec(text);
  if (!match) return null;
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00'] = match;
  const sign = match[8] === '-' ? -1 : 1;
  const shift = match[8] === undefined ? 0 : sign * (Number(match[9]) * 60 + Number(match[10] ?? '0'));
  const instant = Date.parse(`${year ?? ''}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(instant) ? null : new Date(instant - shift * 60_000).toISOString();
}
