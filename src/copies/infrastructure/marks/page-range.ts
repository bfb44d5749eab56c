const PART = /^(-?\d{1,6})(?:-(-?\d{1,6})?)?$/;

/**
 * The pages that a text names, from 1, ascending, each once: `3`, `1-3`, `5-` to the last, `-1` the last, joined by
 * commas. `undefined` for a text that says something else, or names a page that is not there.
 */
export function pagesOf(range: string | undefined, count: number): readonly number[] | undefined {
  if (range === undefined) return Array.from({ length: count }, (_, index) => index + 1);
  const pages = new Set<number>();
  for (const part of range.split(',')) {
    const match = PART.exec(part.trim());
    if (!match) return undefined;
    const isRange = part
      .trim()
      .slice((match[1] ?? '').length)
      .startsWith('-');
    const first = numbered(Number(match[1]), count);
    const last = !isRange ? first : match[2] === undefined ? count : numbered(Number(match[2]), count);
    if (first < 1 || last > count || first > last) return undefined;
    for (let page = first; page <= last; page += 1) pages.add(page);
  }
  return [...pages].sort((one, other) => one - other);
}

function numbered(page: number, count: number): number {
  return page < 0 ? count + 1 + page : page;
}
