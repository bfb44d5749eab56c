import type { PdfDocument } from './document';

const END_WINDOW = 4096;
const MAX_SPACE_BEFORE_INDEX = 16;
const END = /startxref[\0\t\n\f\r ]*(\d{1,15})[\0\t\n\f\r ]*%%EOF(?:\r\n|\r|\n)?/;

/**
 * Absolute end of each saved revision, ascending (ISO 32000-1 §7.5.6): behind `%%EOF` and the end-of-line after it.
 * A signature that covers its revision ends there or up to two bytes before, since signers differ on whether the
 * end-of-line belongs to it. The first half of a linearised file is no revision. A rebuilt document knows no
 * revisions: its one end is the end of the file. What follows the last end belongs to no revision.
 */
export function revisionEnds(document: PdfDocument): readonly number[] {
  const known = endsByDocument.get(document);
  if (known) return known;
  const ends = readEnds(document);
  endsByDocument.set(document, ends);
  return ends;
}

const endsByDocument = new WeakMap<PdfDocument, readonly number[]>();

function readEnds(document: PdfDocument): readonly number[] {
  const { sections, source, offsetShift } = document;
  if (sections.length === 0) return [source.size];
  const ends = sections.flatMap((section) => {
    const behind = source.read(section.end, END_WINDOW).toString('latin1');
    const match = END.exec(behind);
    if (!match) return [];
    // The first half of a linearised file ends with `startxref 0`: a reader of that prefix finds no index (annex F.3.4).
    const stated = Number(match[1]) + offsetShift;
    const isIndex = sections.some(
      ({ offset }) => stated <= offset && offset - stated <= MAX_SPACE_BEFORE_INDEX,
    );
    return isIndex ? [section.end + match.index + match[0].length] : [];
  });
  return [...new Set(ends)].sort((one, other) => one - other);
}
