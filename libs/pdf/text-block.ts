import type { PDFFont } from 'pdf-lib';

const ELLIPSIS = '…';

/** `text` in lines that are no wider than `width`; a word that is too long for a line goes on in the next. */
export function wrapped(text: string, font: PDFFont, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(text).split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (font.widthOfTextAtSize(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    const pieces = broken(word, font, size, width);
    line = pieces.pop() ?? '';
    lines.push(...pieces);
  }
  return line ? [...lines, line] : lines;
}

/**
 * Nothing is left out, as somebody may have to type it: half a code leads nowhere. Codes and addresses go on after a
 * hyphen or a slash, where they have one.
 */
function broken(word: string, font: PDFFont, size: number, width: number): string[] {
  const fits = (text: string): boolean => font.widthOfTextAtSize(text, size) <= width;
  const parts = word.split(/(?<=[-/])/).flatMap((part) => (fits(part) ? [part] : [...part]));
  const pieces = [''];
  for (const part of parts) {
    const piece = pieces.at(-1) ?? '';
    if (piece !== '' && !fits(piece + part)) pieces.push(part);
    else pieces[pieces.length - 1] = piece + part;
  }
  return pieces;
}

/** Both on one line; where that is too wide the end of `first` is cut, so that `last` stays whole. */
export function shortenedBefore(
  first: string,
  last: string,
  font: PDFFont,
  size: number,
  width: number,
): string {
  const kept = oneLine(last);
  const room = width - font.widthOfTextAtSize(` · ${kept}`, size);
  const cut = shortened(first, font, size, Math.max(room, 0));
  return cut === ELLIPSIS ? shortened(kept, font, size, width) : `${cut} · ${kept}`;
}

/** `text` on one line, cut at the end when it is wider than `width`. */
export function shortened(text: string, font: PDFFont, size: number, width: number): string {
  const whole = oneLine(text);
  if (font.widthOfTextAtSize(whole, size) <= width) return whole;
  let kept = [...whole];
  while (kept.length > 0 && font.widthOfTextAtSize(kept.join('') + ELLIPSIS, size) > width)
    kept = kept.slice(0, Math.min(kept.length - 1, Math.floor(kept.length * 0.97)));
  return kept.join('').trimEnd() + ELLIPSIS;
}

/** Line breaks and control characters of a name or a subject have no place in a stamp. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}
