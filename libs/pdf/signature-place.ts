import type { PdfDocument } from './document';
import { integerOf, pdfArray, pdfNumber, type PdfArray, type PdfObject } from './objects';
import { apply, pageFrame, visibleBox, type Box, type Matrix, type PageFrame } from './page-frame';
import { pageEntry, type PdfPage } from './page-tree';
import { PdfRefused } from './pdf-refused';
import { pdfRefusals } from './refusals';

/**
 * Where a signature is seen: points from the lower left corner of the page as the reader holds it, that is inside its
 * crop box and turned by its /Rotate.
 */
export interface SignaturePlace {
  /** From 1; -1 is the last page, -2 the one before. */
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A place in the terms of the file. */
export interface PlacedRectangle {
  readonly page: PdfPage;
  /** /Rect: in the coordinates of the page's content, which know no rotation. */
  readonly rectangle: PdfArray;
  /** /Matrix of the appearance: turns it so that it stands upright on the turned page. */
  readonly matrix: Matrix;
}

const SMALLEST = 8;
/** A4, for a page that states no size that can be read. */
const A4: Box = { x: 0, y: 0, width: 595, height: 842 };

/**
 * Finds the page and turns the place into its coordinates (ISO 32000-1 §8.3.2.3, §14.11.2).
 *
 * @throws PdfRefused `PDF_PLACE_OUTSIDE_PAGE` where the place is not on the visible page, or too small to be read
 */
export function placeOnPage(document: PdfDocument, place: SignaturePlace): PlacedRectangle {
  const page = pageAt(document, place.page);
  if (!page?.reference) throw outside(place);
  const frame = frameOfPage(document, page);
  const { x, y, width, height } = place;
  const isInside =
    [x, y, width, height].every(Number.isFinite) &&
    x >= 0 &&
    y >= 0 &&
    width >= SMALLEST &&
    height >= SMALLEST &&
    x + width <= frame.width + 0.01 &&
    y + height <= frame.height + 0.01;
  if (!isInside) throw outside(place);
  const [left, bottom] = apply(frame.seenToContent, x, y);
  const [right, top] = apply(frame.seenToContent, x + width, y + height);
  const [a, b, c, d] = frame.seenToContent;
  const corners = [
    Math.min(left, right),
    Math.min(bottom, top),
    Math.max(left, right),
    Math.max(bottom, top),
  ];
  return { page, rectangle: pdfArray(corners.map(pdfNumber)), matrix: [a, b, c, d, 0, 0] };
}

function outside({ page }: SignaturePlace): PdfRefused {
  return new PdfRefused(pdfRefusals.PLACE_OUTSIDE_PAGE({ page }));
}

function pageAt(document: PdfDocument, number: number): PdfPage | undefined {
  if (!Number.isInteger(number)) return undefined;
  if (number > 0) return document.page(number - 1);
  return number < 0 ? [...document.pages()].at(number) : undefined;
}

/**
 * How the page is seen: its crop box inside its media box, turned by its /Rotate.
 *
 * @throws PdfRefused
 * @standard ISO 32000-1 §14.11.2, table 30
 */
export function frameOfPage(document: PdfDocument, page: PdfPage): PageFrame {
  const media = boxOf(document, pageEntry(page, 'MediaBox')) ?? A4;
  const crop = boxOf(document, pageEntry(page, 'CropBox')) ?? media;
  const rotate = integerOf(document.resolve(pageEntry(page, 'Rotate'))) ?? 0;
  return pageFrame(visibleBox(media, crop), rotate);
}

function boxOf(document: PdfDocument, object: PdfObject | undefined): Box | undefined {
  const array = document.resolve(object);
  if (array.kind !== 'array' || array.items.length !== 4) return undefined;
  const numbers = array.items.map((item) => {
    const number = document.resolve(item);
    return number.kind === 'number' ? number.value : Number.NaN;
  });
  if (numbers.some(Number.isNaN)) return undefined;
  const [left = 0, bottom = 0, right = 0, top = 0] = numbers;
  return { x: left, y: bottom, width: right - left, height: top - bottom };
}
