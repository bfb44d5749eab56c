import fc from 'fast-check';
import { PDFDocument, type PDFFont, StandardFonts } from 'pdf-lib';
import { shortenedBefore, wrapped } from './text-block';

const SIZE = 6;
const CODE = 'GYKR-ENJN-JDZZ-PUFZ-PF3Y-AB5G-ENCW';
const words = fc.array(fc.stringMatching(/^[A-Za-z0-9-]{1,60}$/), { minLength: 1, maxLength: 20 });

describe('text in a stamp', () => {
  let font: PDFFont;
  beforeAll(async () => {
    font = await (await PDFDocument.create()).embedFont(StandardFonts.Helvetica);
  });
  const widthOf = (text: string): number => font.widthOfTextAtSize(text, SIZE);

  it('is whole and within the width when it is wrapped, also where one word is longer than a line', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 400 }), (text, width) => {
        const lines = wrapped(text.join(' '), font, SIZE, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.join(''));
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('breaks a code between its groups', () => {
    const lines = wrapped(CODE, font, SIZE, widthOf(CODE) * 0.6);
    expect(lines).toEqual(['GYKR-ENJN-JDZZ-PUFZ-', 'PF3Y-AB5G-ENCW']);
  });

  it('keeps code and number of a narrow page whole, and cuts the names before them', () => {
    const names = 'Firmato digitalmente da: Maria Rossi il 22/11/2026';
    const width = widthOf(`${names} ${CODE}`);
    const line = shortenedBefore(names, `codice ${CODE}`, font, SIZE, width * 0.8);
    expect(line).toMatch(new RegExp(`^Firmato.*… · codice ${CODE}$`));
    expect(widthOf(line)).toBeLessThanOrEqual(width * 0.8);
    expect(shortenedBefore(names, CODE, font, SIZE, widthOf(CODE) + 1)).toBe(CODE);
  });
});
