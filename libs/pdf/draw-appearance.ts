import { createRequire } from 'node:module';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { PDFDocument, PDFFont, PDFImage, PDFPage } from 'pdf-lib';
import { liberationSans } from './fonts/liberation-sans';
import { pdfRefusals } from './refusals';
import type { SignatureLook } from './signature-request';
import { wrapped } from './text-block';

/** What a visible signature says. Nothing of it is proof: the proof is the signature. */
export interface SignatureText {
  /** Of the frame in points, as in its place. */
  readonly width: number;
  readonly height: number;
  /** Who signs. */
  readonly name: string;
  /** In what capacity: “Il Dirigente ad interim”, “per delega di …”. */
  readonly capacity?: string;
  /** When, as it is to be read. */
  readonly date?: string;
  /** Up to six further lines: register, number and date of the act, for instance. */
  readonly lines?: readonly string[];
  /** Above the name. */
  readonly heading?: string;
  /** A PNG or a JPEG, drawn on the left third. */
  readonly image?: Buffer;
}

const MAX_LINES = 6;
const MAX_TEXT = 300;
const MAX_IMAGE_BYTES = 2 * 1024 * 1024;
const [LARGEST, SMALLEST, STEP] = [11, 5, 0.5];
const LEADING = 1.25;
const PADDING = 4;
const FRAME = 0.5;

/**
 * Draws the look of a signature as a PDF of one page: text in Liberation Sans, of which only the glyphs in use are
 * embedded, as large as the frame allows; black on nothing, in gray, so that it keeps a PDF/A what it is. A picture
 * with transparency does not: PDF/A-1 has none, and `prepareSignature` refuses it there.
 *
 * Refuses `PDF_TEXT_TOO_LONG`, `PDF_TEXT_DOES_NOT_FIT` below 5 points, `PDF_IMAGE_UNREADABLE`.
 *
 * @standard ISO 32000-1 §12.5.5, §12.7.4.5
 */
export async function drawSignatureAppearance(text: SignatureText): Promise<Result<SignatureLook>> {
  const said = sentences(text);
  if ((text.lines?.length ?? 0) > MAX_LINES || said.some((line) => line.length > MAX_TEXT)) {
    return refuse(pdfRefusals.TEXT_TOO_LONG({ limit: MAX_TEXT }));
  }
  const { PDFDocument: Documents, grayscale, fontkit } = drawingTools();
  const document = await Documents.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  const font = await document.embedFont(liberationSans(), { subset: true, customName: 'LiberationSans' });
  const image = text.image ? await embedded(document, text.image) : undefined;
  if (image === null) return refuse(pdfRefusals.IMAGE_UNREADABLE());
  const page = document.addPage([text.width, text.height]);
  const left = PADDING + (image ? drawImage(page, image, text) : 0);
  const fitted = fit(said, font, text.width - left - PADDING, text.height - 2 * PADDING);
  if (!fitted) return refuse(pdfRefusals.TEXT_DOES_NOT_FIT());
  const ink = grayscale(0);
  const inset = FRAME / 2;
  page.drawRectangle({
    x: inset,
    y: inset,
    width: text.width - FRAME,
    height: text.height - FRAME,
    borderWidth: FRAME,
    borderColor: ink,
  });
  let y = text.height - PADDING - fitted.size;
  for (const line of fitted.lines) {
    page.drawText(line, { x: left, y, size: fitted.size, font, color: ink });
    y -= fitted.size * LEADING;
  }
  const bytes = await document.save({ useObjectStreams: false, addDefaultPage: false });
  return accept({ picture: Buffer.from(bytes), alternativeText: said.join(', ') });
}

/** Loaded when something is drawn: who only reads files must not wait for it. */
function drawingTools() {
  const load = createRequire(__filename);
  const { PDFDocument, grayscale } = load('pdf-lib') as typeof import('pdf-lib');
  const fontkit = load('@pdf-lib/fontkit') as Parameters<PDFDocument['registerFontkit']>[0];
  return { PDFDocument, grayscale, fontkit };
}

function sentences({ heading, name, capacity, date, lines = [] }: SignatureText): readonly string[] {
  const said = [heading ?? 'Firmato digitalmente da', name, capacity, ...lines, date];
  return said.flatMap((line) => (line === undefined || line.trim() === '' ? [] : [line]));
}

interface Fitted {
  readonly size: number;
  readonly lines: readonly string[];
}

/** The largest type with which all is read; undefined where none is large enough. */
function fit(said: readonly string[], font: PDFFont, width: number, height: number): Fitted | undefined {
  for (let size = LARGEST; size >= SMALLEST && width > 0; size -= STEP) {
    const lines = said.flatMap((line) => wrapped(line, font, size, width));
    if (lines.length * size * LEADING <= height + size * (LEADING - 1)) return { size, lines };
  }
  return undefined;
}

/** Null for what is no picture that can be read. */
async function embedded(document: PDFDocument, image: Buffer): Promise<PDFImage | null> {
  if (image.length > MAX_IMAGE_BYTES) return null;
  const isPng = image.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'));
  const isJpeg = image[0] === 0xff && image[1] === 0xd8;
  try {
    if (isPng) return await document.embedPng(image);
    return isJpeg ? await document.embedJpg(image) : null;
  } catch {
    return null;
  }
}

/** Returns the room that it took, its distance from the text included. */
function drawImage(page: PDFPage, image: PDFImage, { width, height }: SignatureText): number {
  const room = { width: width / 3, height: height - 2 * PADDING };
  const scaled = image.scaleToFit(room.width, room.height);
  const y = (height - scaled.height) / 2;
  page.drawImage(image, { x: PADDING, y, width: scaled.width, height: scaled.height });
  return room.width + PADDING;
}
