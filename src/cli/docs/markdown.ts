/** A table as the formatter of this repository leaves it: cells padded to the widest of their column. */
export function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heads, ...rows].map((row) => row.map(cellOf));
  const widths = heads.map((_, column) => Math.max(3, ...cells.map((row) => widthOf(row[column] ?? ''))));
  const lineOf = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => padded(row[column] ?? '', width)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lineOf(head), rule, ...body.map(lineOf)].join('\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}

export function mermaid(diagram: string): string {
  return ['```mermaid', diagram, '```'].join('\n');
}

/** Replaces what stands between the two marks, which stay. Undefined when the text does not have them. */
export function between(text: string, mark: Mark, content: string): string | undefined {
  const start = text.indexOf(mark.begin);
  const end = text.indexOf(mark.end);
  if (start < 0 || end < start) return undefined;
  return `${text.slice(0, start + mark.begin.length)}\n\n${content}\n\n${text.slice(end)}`;
}

export interface Mark {
  readonly begin: string;
  readonly end: string;
}

function cellOf(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').trim();
}

function widthOf(text: string): number {
  return [...text].length;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(width - widthOf(text));
}
