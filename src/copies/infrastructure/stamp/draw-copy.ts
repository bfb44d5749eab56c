import fontkit from '@pdf-lib/fontkit';
import { ParseSpeeds, PDFDocument, type PDFFont } from 'pdf-lib';
import type { CopyKind, Stamp } from '../../domain/stamp';
import { drawCover } from './cover-page';
import { firstPageStamp, runningStamp } from './page-stamp';
import { frameOf, ownContents, shrinkAct } from './shrink-page';
import { drawSignaturesAsMarks } from './signature-marks';

export interface CopyOrder {
  readonly kind: CopyKind;
  readonly stamp: Stamp;
  /** What the upload counted; another number here means that the file was not read as its readers read it. */
  readonly pageCount: number | null;
}

const PRODUCER = 'Libro Firma';

/** The copy of a signed PDF as new bytes; the signed bytes are read and never written. */
export async function drawCopy(
  order: CopyOrder,
  signed: Uint8Array,
  fontBytes: Uint8Array,
): Promise<Uint8Array> {
  const document =
    order.kind === 'COVER'
      ? await PDFDocument.create({ updateMetadata: false })
      : await PDFDocument.load(signed, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
  document.registerFontkit(fontkit);
  const font = await document.embedFont(fontBytes, { subset: true });
  if (order.kind === 'COVER') drawCover(document, order.stamp, font);
  else stampPages(document, order, font);
  document.setProducer(PRODUCER);
  document.setCreator(PRODUCER);
  document.setTitle(`Copia: ${order.stamp.subject}`);
  return document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
}

function stampPages(document: PDFDocument, { stamp, pageCount }: CopyOrder, font: PDFFont): void {
  const pages = document.getPages();
  if (pages.length === 0 || (pageCount !== null && pages.length !== pageCount))
    throw new Error(`${pages.length} pages were read where ${pageCount} were expected`);
  if (new Set(pages.map((page) => page.node)).size !== pages.length)
    throw new Error('one page stands twice in the tree');
  for (const page of pages) ownContents(document, page);
  drawSignaturesAsMarks(document);
  for (const [index, page] of pages.entries()) {
    const frame = frameOf(page);
    const mark =
      index === 0
        ? firstPageStamp(stamp, frame, font, pages.length)
        : runningStamp(stamp, frame, font, index + 1, pages.length);
    shrinkAct(document, page, frame, mark.strip);
    mark.draw(page, frame);
  }
}
