import type { PDFFont } from 'pdf-lib';

/**
 * Breaks texts into lines that fit, between words, and within a word that is longer than a line. Words are measured once:
 * a register repeats the same ones over and over.
 */
export class LineBreaker {
  private readonly widths = new Map<string, number>();

  constructor(
    private readonly font: PDFFont,
    private readonly width: number,
  ) {}

  lines(text: string, size: number): string[] {
    const longest = this.width / size;
    const blank = this.measure(' ');
    const lines: string[] = [];
    let [line, length] = ['', 0];
    for (const word of printable(text).split(' ')) {
      const longer = line === '' ? this.measure(word) : length + blank + this.measure(word);
      if (longer <= longest) {
        [line, length] = [line === '' ? word : `${line} ${word}`, longer];
        continue;
      }
      if (line !== '') lines.push(line);
      const pieces = this.pieces(word, longest);
      lines.push(...pieces.slice(0, -1));
      line = pieces.at(-1) ?? '';
      length = this.measure(line);
    }
    return [...lines, line];
  }

  private pieces(word: string, longest: number): string[] {
    const pieces: string[] = [];
    let rest = word;
    while (this.measure(rest) > longest) {
      const fit = Math.max(1, Math.floor((rest.length * longest) / this.measure(rest)) - 1);
      pieces.push(rest.slice(0, fit));
      rest = rest.slice(fit);
    }
    return [...pieces, rest];
  }

  /** In units of the font's size. */
  private measure(text: string): number {
    const known = this.widths.get(text);
    if (known !== undefined) return known;
    const width = this.font.widthOfTextAtSize(text, 1);
    this.widths.set(text, width);
    return width;
  }
}

/** What has no glyph in the font, or shows nothing, must not be drawn (ISO 19005-2 §6.2.11.8). */
function printable(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
    .replace(/[^\u0020-\u024f\u0370-\u03ff\u0400-\u04ff\u2010-\u2026\u20ac]/gu, '?');
}
