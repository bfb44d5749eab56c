/** A revision to append, with whatever a test wants to be wrong in it. */
export interface RevisionToAppend {
  /** Bodies by object number. */
  readonly objects: Readonly<Record<number, string>>;
  /** Numbers that the index names; by default all of `objects`. */
  readonly listed?: readonly string[];
  /** Numbers that the index frees. */
  readonly freed?: readonly number[];
  /** Further entries of the trailer. */
  readonly trailer?: string;
  /** Bytes before the index. */
  readonly before?: string;
  /** The catalogue; by default the one that the file has. */
  readonly root?: string;
}

/** Appends a revision with a classic index. */
export function appendRevision(file: Buffer, revision: RevisionToAppend): Buffer {
  const text = file.toString('latin1');
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '0';
  const size = Math.max(...[...text.matchAll(/\/Size (\d+)/g)].map((match) => Number(match[1])));
  const root = revision.root ?? /\/Root (\d+ 0 R)/.exec(text)?.[1] ?? '';
  const ids = /\/ID\s*\[[^\]]*\]/.exec(text)?.[0] ?? '';
  const offsets = new Map<string, number>();
  let body = revision.before ?? '';
  for (const [number, object] of Object.entries(revision.objects)) {
    offsets.set(number, file.length + body.length);
    body += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const listed = revision.listed ?? Object.keys(revision.objects);
  const rows = [
    ...listed.map((number) => `${number} 1\n${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`),
    ...(revision.freed ?? []).map((number) => `${number} 1\n0000000000 00001 f \n`),
  ].join('');
  const newSize = Math.max(size, ...Object.keys(revision.objects).map((number) => Number(number) + 1));
  const trailer = `/Size ${newSize} /Root ${root} ${ids} /Prev ${previous} ${revision.trailer ?? ''}`;
  const end = `startxref\n${file.length + body.length}\n%%EOF\n`;
  return Buffer.concat([
    file,
    Buffer.from(`${body}xref\n${rows}trailer\n<< ${trailer} >>\n${end}`, 'latin1'),
  ]);
}

/** The newest text of an object; empty where there is none. */
export function objectText(file: Buffer, number: number): string {
  const pattern = new RegExp(`(?<!\\d)${number} 0 obj\\s([^]*?)\\sendobj`, 'g');
  return [...file.toString('latin1').matchAll(pattern)].at(-1)?.[1] ?? '';
}

/** The text of a content stream. */
export function streamText(content: string, entries = ''): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}
