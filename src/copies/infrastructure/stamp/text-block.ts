import type { PDFFont } from 'pdf-lib';

const ELLIPSIS = '…';

/** `text` in lines that are no wider than `width`; a word that is too long for a line is cut. */
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
    line = shortened(word, font, size, width);
  }
  return line ? [...lines, line] : lines;
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
