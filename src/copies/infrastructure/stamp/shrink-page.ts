import {
  clip,
  concatTransformationMatrix,
  endPath,
  PDFArray,
  PDFContentStream,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
} from 'pdf-lib';
import { apply, makeRoomBelow, type Matrix, type PageFrame, pageFrame, visibleBox } from '@libro-firma/pdf';
import { numbersOf } from './signature-marks';

/** Lists of points of an annotation that lie on the page (ISO 32000-1 §12.5.6). */
const POINTS = ['Rect', 'QuadPoints', 'Vertices', 'L', 'CL'];

export function frameOf(page: PDFPage): PageFrame {
  return pageFrame(visibleBox(page.getMediaBox(), page.getCropBox()), page.getRotation().angle);
}

/**
 * Draws the act a little smaller, so that the strip below holds the stamp: no mark ever covers a word of the act, and the
 * sheet keeps its size for the printer. What lay outside the visible page stays unseen.
 */
export function shrinkAct(document: PDFDocument, page: PDFPage, frame: PageFrame, strip: number): void {
  const { context } = document;
  const { node } = page;
  const matrix = makeRoomBelow(frame, strip);
  const { x, y, width, height } = frame.box;
  const before = PDFContentStream.of(context.obj({}), [
    pushGraphicsState(),
    concatTransformationMatrix(...matrix),
    rectangle(x, y, width, height),
    clip(),
    endPath(),
  ]);
  const after = PDFContentStream.of(context.obj({}), [popGraphicsState()]);
  node.wrapContentStreams(context.register(before), context.register(after));
  for (const annotation of node.Annots()?.asArray() ?? []) {
    const dictionary = context.lookup(annotation);
    if (dictionary instanceof PDFDict) moveAnnotation(document, dictionary, matrix);
  }
}

/** Several pages may share one list of content streams; each gets a list of its own before anything is added. */
export function ownContents(document: PDFDocument, page: PDFPage): void {
  const contents = page.node.Contents();
  if (contents instanceof PDFArray)
    page.node.set(PDFName.of('Contents'), document.context.obj([...contents.asArray()]));
  page.node.normalize();
}

function moveAnnotation(document: PDFDocument, annotation: PDFDict, matrix: Matrix): void {
  for (const key of POINTS) {
    const numbers = numbersOf(annotation.lookup(PDFName.of(key)));
    if (!numbers || numbers.length % 2 !== 0) continue;
    const moved: number[] = [];
    for (let place = 0; place < numbers.length; place += 2)
      moved.push(...apply(matrix, numbers[place] ?? 0, numbers[place + 1] ?? 0));
    annotation.set(PDFName.of(key), document.context.obj(moved.map((number) => PDFNumber.of(number))));
  }
}
