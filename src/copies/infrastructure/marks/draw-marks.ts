import fontkit from '@pdf-lib/fontkit';
import { liberationSans, type Matrix, type PageFrame } from '@libro-firma/pdf';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { raw } from 'bwip-js/node';
import {
  concatTransformationMatrix,
  fill,
  grayscale,
  ParseSpeeds,
  PDFDocument,
  type PDFFont,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  setFillingGrayscaleColor,
} from 'pdf-lib';
import { copiesRefusals } from '../../domain/copies.refusals';
import { qrSquares } from '../stamp/qr-squares';
import { frameOf, ownContents } from '../stamp/shrink-page';
import { drawSignaturesAsMarks } from '../stamp/signature-marks';
import { MAX_MARK_TEXT, type Mark, type MarkOrder } from './mark';
import { boxAround, markMatrix, turnedAt, type Size } from './mark-place';
import { pagesOf } from './page-range';

const PALE = 0.18;
const MAX_WATERMARK = 120;

/**
 * A copy of a PDF with marks on some of its pages; what was signed is read and never written. The copy claims no
 * signature: what signatures look like stays as drawings.
 *
 * Refuses `COPIES_FILE_NOT_DRAWABLE`, `COPIES_PAGES_INVALID`, `COPIES_MARK_INVALID`.
 */
export async function drawMarks(file: Uint8Array, order: MarkOrder): Promise<Result<Uint8Array>> {
  const document = await opened(file);
  if (!document) return refuse(copiesRefusals.FILE_NOT_DRAWABLE());
  const pages = document.getPages();
  const chosen = pagesOf(order.pages, pages.length);
  if (!chosen) return refuse(copiesRefusals.PAGES_INVALID({ pages: order.pages ?? '', count: pages.length }));
  if (order.marks.some(({ text }) => text.trim() === '' || text.length > MAX_MARK_TEXT))
    return refuse(copiesRefusals.MARK_INVALID({ limit: MAX_MARK_TEXT }));
  document.registerFontkit(fontkit);
  const font = await document.embedFont(liberationSans(), { subset: true });
  for (const page of pages) ownContents(document, page);
  drawSignaturesAsMarks(document);
  for (const number of chosen) {
    const page = pages[number - 1];
    const marks = order.marks.map((mark) => withNumbers(mark, number, pages.length));
    if (!page) continue;
    if (!marks.every(canBeDrawn)) return refuse(copiesRefusals.MARK_INVALID({ limit: MAX_MARK_TEXT }));
    for (const mark of marks) drawMark(page, mark, font);
  }
  return accept(await document.save({ addDefaultPage: false, updateFieldAppearances: false }));
}

/** A bar code takes printing ASCII, 80 characters at most; a QR code holds what it must at this length. */
function canBeDrawn(mark: Mark): boolean {
  return mark.kind !== 'barcode' || /^[\x20-\x7e]{1,80}$/.test(mark.text);
}

/** Undefined for what the library cannot read: no PDF, or an encrypted one. */
async function opened(file: Uint8Array): Promise<PDFDocument | undefined> {
  try {
    const document = await PDFDocument.load(file, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
    return document.getPageCount() > 0 ? document : undefined;
  } catch {
    return undefined;
  }
}

function withNumbers(mark: Mark, page: number, pages: number): Mark {
  return { ...mark, text: mark.text.replaceAll('{page}', `${page}`).replaceAll('{pages}', `${pages}`) };
}

function drawMark(page: PDFPage, mark: Mark, font: PDFFont): void {
  const frame = frameOf(page);
  switch (mark.kind) {
    case 'text': {
      const size = { width: font.widthOfTextAtSize(mark.text, mark.size), height: mark.size };
      drawSeen(page, frame, markMatrix(size, frame, mark.place), () => {
        page.drawText(mark.text, { x: 0, y: mark.size * 0.2, size: mark.size, font, color: grayscale(0) });
      });
      return;
    }
    case 'qr': {
      drawSeen(page, frame, markMatrix({ width: mark.size, height: mark.size }, frame, mark.place), () => {
        page.pushOperators(setFillingGrayscaleColor(0), ...qrSquares(mark.text, 0, 0, mark.size));
      });
      return;
    }
    case 'barcode': {
      drawSeen(page, frame, markMatrix(mark, frame, mark.place), () => {
        page.pushOperators(setFillingGrayscaleColor(0));
        drawBars(page, mark.text, mark);
      });
      return;
    }
    case 'watermark': {
      drawWatermark(page, frame, mark, font);
      return;
    }
  }
}

/** Everything inside is placed by `matrix` on the page as its reader sees it. */
function drawSeen(page: PDFPage, frame: PageFrame, matrix: Matrix, draw: () => void): void {
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(...frame.seenToContent),
    concatTransformationMatrix(...matrix),
  );
  draw();
  page.pushOperators(popGraphicsState());
}

/** Code 128, ISO/IEC 15417: widths of bars and spaces in turn. */
function drawBars(page: PDFPage, text: string, { width, height }: Size): void {
  const [symbol] = raw('code128', text, '');
  if (!symbol || !('sbs' in symbol)) throw new Error('no bar code was made');
  const total = symbol.sbs.reduce((sum, one) => sum + one, 0);
  let x = 0;
  for (const [index, units] of symbol.sbs.entries()) {
    const bar = (units * width) / total;
    if (index % 2 === 0) page.pushOperators(rectangle(x, 0, bar, height), fill());
    x += bar;
  }
}

function drawWatermark(
  page: PDFPage,
  frame: PageFrame,
  { text, rotation }: Extract<Mark, { kind: 'watermark' }>,
  font: PDFFont,
): void {
  const turn = rotation ?? (Math.atan2(frame.height, frame.width) * 180) / Math.PI;
  // As large as lets the whole text stand on the page.
  const unit = boxAround({ width: font.widthOfTextAtSize(text, 1), height: 1 }, turn);
  const size = Math.min(MAX_WATERMARK, (0.8 * frame.width) / unit.width, (0.8 * frame.height) / unit.height);
  const box = { width: font.widthOfTextAtSize(text, size), height: size };
  drawSeen(page, frame, turnedAt(box, turn, frame.width / 2, frame.height / 2), () => {
    page.drawText(text, { x: 0, y: size * 0.2, size, font, color: grayscale(0), opacity: PALE });
  });
}
