import { readFile, stat } from 'node:fs/promises';

export interface FileText {
  /** One for each page, lines parted by a line feed; all empty for a scan. */
  readonly pages: readonly string[];
  /** Whether the file says that its content is tagged, so that a reader that speaks can follow it. */
  readonly tagged: boolean;
  /** True when there was more than is read. */
  readonly cut: boolean;
}

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_PAGES = 500;
const MOST_CHARACTERS = 2_000_000;

/** The words of a PDF in the order in which it has them. @throws when it is no PDF that can be read, or too large */
export async function readPdfText(path: string): Promise<FileText> {
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new Error(`a file of ${size} bytes is too large to be read`);
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const opening = getDocument({
    data: new Uint8Array(await readFile(path)),
    disableFontFace: true,
    isEvalSupported: false,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const document = await opening.promise;
    const pages: string[] = [];
    let room = MOST_CHARACTERS;
    for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES) && room > 0; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      pages.push(text.slice(0, room));
      room -= text.length;
      page.cleanup();
    }
    const marks = (await document.getMarkInfo()) as { readonly Marked?: boolean } | null;
    const cut = room <= 0 || document.numPages > MOST_PAGES;
    return { pages, tagged: marks?.Marked === true, cut };
  } finally {
    await opening.destroy();
  }
}
