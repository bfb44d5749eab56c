import {
  concatTransformationMatrix,
  grayscale,
  type PDFFont,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  setFillingGrayscaleColor,
} from 'pdf-lib';
import {
  hashLine,
  legalSentence,
  placeLine,
  registrationText,
  signersLine,
  type Stamp,
  verificationLine,
} from '../../domain/stamp';
import type { PageFrame } from '@libro-firma/pdf';
import { qrSquares } from './qr-squares';
import { shortenedBefore, wrapped } from '@libro-firma/pdf';

const A4_WIDTH = 595;
const [SMALLEST, LARGEST] = [0.6, 2.5];
const MARGIN = 28;
const RUNNING_TEXT = 6.5;
const RUNNING_STRIP = 30;
const PANEL_TEXT = 7.5;
const LINE = 1.3;
const QR = 74;
const GAP = 10;
const INK = 0.2;
/** Of the first page; with more signers than fit there, the page of the code names them all. */
const LARGEST_PANEL = 0.35;

/** What stands in the strip below one page, and how high that strip is. */
export interface PageStamp {
  readonly strip: number;
  draw(page: PDFPage, frame: PageFrame): void;
}

export class NoRoomForStamp extends Error {}

/** Stamps are as large on the sheet as on A4, whatever the sheet. */
function unitOf({ width }: PageFrame): number {
  return Math.min(LARGEST, Math.max(SMALLEST, width / A4_WIDTH));
}

/** One page of many: where the act stands, who signed it, which page this is. */
export function runningStamp(
  stamp: Stamp,
  frame: PageFrame,
  font: PDFFont,
  number: number,
  of: number,
): PageStamp {
  const unit = unitOf(frame);
  const size = RUNNING_TEXT * unit;
  const width = frame.width - 2 * MARGIN * unit;
  const pageText = `pagina ${number} di ${of}`;
  const pageWidth = font.widthOfTextAtSize(pageText, size);
  const firstWidth = width - pageWidth - GAP * unit;
  const first = shortenedBefore(stamp.bodyName, registrationText(stamp), font, size, firstWidth);
  const second = shortenedBefore(signersLine(stamp), `codice ${stamp.code}`, font, size, width);
  return {
    strip: RUNNING_STRIP * unit,
    draw: (page, seen) => {
      drawSeen(page, seen, () => {
        const left = MARGIN * unit;
        const top = (RUNNING_STRIP - 4) * unit - size;
        rule(page, left, RUNNING_STRIP * unit - 2 * unit, width, unit);
        write(page, first, left, top, size, font);
        write(page, pageText, left + width - pageWidth, top, size, font);
        write(page, second, left, top - size * LINE, size, font);
      });
    },
  };
}

/** The first page also bears the mark itself: QR, code, hash and what the law says of the copy. */
export function firstPageStamp(stamp: Stamp, frame: PageFrame, font: PDFFont, of: number): PageStamp {
  const unit = unitOf(frame);
  const size = PANEL_TEXT * unit;
  const width = frame.width - (2 * MARGIN + QR + GAP) * unit;
  const pageText = `pagina 1 di ${of}`;
  const pageWidth = font.widthOfTextAtSize(pageText, size);
  const others = [verificationLine(stamp), hashLine(stamp), legalSentence(stamp)].flatMap((text) =>
    wrapped(text, font, size, width),
  );
  const place = wrapped(placeLine(stamp), font, size, width - pageWidth - GAP * unit);
  const most = Math.floor((frame.height * LARGEST_PANEL) / (size * LINE)) - others.length - place.length - 2;
  if (width < 120 * unit || most < 1) throw new NoRoomForStamp('the first page is too small for the stamp');
  const signers = atMost(most, wrapped(signersLine(stamp), font, size, width));
  const lines = [...place, ...signers, ...others];
  const strip = Math.max(QR * unit, lines.length * size * LINE) + 16 * unit;
  return {
    strip,
    draw: (page, seen) => {
      drawSeen(page, seen, () => {
        const left = MARGIN * unit;
        rule(page, left, strip - 3 * unit, frame.width - 2 * left, unit);
        page.pushOperators(
          setFillingGrayscaleColor(0),
          ...qrSquares(stamp.codeUrl, left, strip - (QR + 8) * unit, QR * unit),
        );
        const textLeft = left + (QR + GAP) * unit;
        let baseline = strip - 8 * unit - size;
        write(page, pageText, frame.width - left - pageWidth, baseline, size, font);
        for (const line of lines) {
          write(page, line, textLeft, baseline, size, font);
          baseline -= size * LINE;
        }
      });
    },
  };
}

function atMost(most: number, lines: readonly string[]): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most - 1), '… e altri: tutti i firmatari sono nella pagina di verifica'];
}

/** Everything inside is placed as the reader sees the page. */
function drawSeen(page: PDFPage, frame: PageFrame, draw: () => void): void {
  page.pushOperators(pushGraphicsState(), concatTransformationMatrix(...frame.seenToContent));
  draw();
  page.pushOperators(popGraphicsState());
}

function write(page: PDFPage, text: string, x: number, y: number, size: number, font: PDFFont): void {
  page.drawText(text, { x, y, size, font, color: grayscale(INK) });
}

function rule(page: PDFPage, x: number, y: number, width: number, unit: number): void {
  page.drawRectangle({ x, y, width, height: 0.4 * unit, color: grayscale(0.6) });
}
