import {
  concatTransformationMatrix,
  drawObject,
  PDFArray,
  PDFContentStream,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRef,
  PDFStream,
  popGraphicsState,
  pushGraphicsState,
} from 'pdf-lib';
import { apply, type Box, type Matrix } from '@libro-firma/pdf';

const name = (text: string): PDFName => PDFName.of(text);

/**
 * Takes the signatures out of a copy: its bytes are others, so each of them would be shown as broken. What a signature
 * looked like on the page stays, as a drawing.
 */
export function drawSignaturesAsMarks(document: PDFDocument): void {
  for (const page of document.getPages()) keepLooks(document, page);
  const form = document.catalog.lookupMaybe(name('AcroForm'), PDFDict);
  const fields = form?.lookupMaybe(name('Fields'), PDFArray);
  if (form && fields) {
    form.set(name('Fields'), withoutSignatures(document, fields));
    form.delete(name('SigFlags'));
  }
  for (const entry of ['Perms', 'DSS', 'Metadata']) document.catalog.delete(name(entry)); // nor does the copy claim PDF/A
}

function keepLooks(document: PDFDocument, page: PDFPage): void {
  const annotations = page.node.Annots();
  if (!annotations) return;
  const kept: PDFObject[] = [];
  for (const entry of annotations.asArray()) {
    const widget = document.context.lookup(entry);
    if (!(widget instanceof PDFDict) || !isSignature(widget)) kept.push(entry);
    else drawLook(document, page, widget);
  }
  page.node.set(name('Annots'), document.context.obj(kept));
}

/** @standard ISO 32000-1 §12.5.5 (the appearance's box, after its matrix, is fitted into the annotation's rectangle) */
function drawLook(document: PDFDocument, page: PDFPage, widget: PDFDict): void {
  const appearances = widget.lookupMaybe(name('AP'), PDFDict);
  const normal = appearances?.get(name('N'));
  const look = document.context.lookup(normal);
  const target = rectangle(widget.lookup(name('Rect')));
  if (!(normal instanceof PDFRef) || !(look instanceof PDFStream) || !target) return;
  const source = rectangle(look.dict.lookup(name('BBox')));
  if (!source || target.width === 0 || target.height === 0) return;
  const shown = boundsAfter(matrixOf(look.dict), source);
  if (shown.width === 0 || shown.height === 0) return;
  const [scaleX, scaleY] = [target.width / shown.width, target.height / shown.height];
  const key = page.node.newXObject('Mark', normal);
  const drawing = PDFContentStream.of(document.context.obj({}), [
    pushGraphicsState(),
    concatTransformationMatrix(
      scaleX,
      0,
      0,
      scaleY,
      target.x - shown.x * scaleX,
      target.y - shown.y * scaleY,
    ),
    drawObject(key),
    popGraphicsState(),
  ]);
  page.node.addContentStream(document.context.register(drawing));
}

function withoutSignatures(document: PDFDocument, fields: PDFArray): PDFArray {
  const kept = document.context.obj([]);
  for (const entry of fields.asArray()) {
    const field = document.context.lookup(entry);
    if (!(field instanceof PDFDict) || !isSignature(field)) kept.push(entry);
    else {
      const value = field.get(name('V'));
      if (value instanceof PDFRef) document.context.delete(value);
      if (entry instanceof PDFRef) document.context.delete(entry);
    }
  }
  return kept;
}

/** The type of a field may stand on its parent (ISO 32000-1 §12.7.3.1). */
function isSignature(field: PDFDict): boolean {
  let holder: PDFDict | undefined = field;
  for (let depth = 0; holder && depth < 8; depth += 1) {
    const type = holder.lookup(name('FT'));
    if (type) return type === name('Sig');
    holder = holder.lookupMaybe(name('Parent'), PDFDict);
  }
  return false;
}

function matrixOf(dictionary: PDFDict): Matrix {
  const numbers = numbersOf(dictionary.lookup(name('Matrix')));
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers?.length === 6 ? numbers : [];
  return [a, b, c, d, e, f];
}

function rectangle(object: PDFObject | undefined): Box | null {
  const [left, bottom, right, top] = numbersOf(object) ?? [];
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) return null;
  return {
    x: Math.min(left, right),
    y: Math.min(bottom, top),
    width: Math.abs(right - left),
    height: Math.abs(top - bottom),
  };
}

export function numbersOf(object: PDFObject | undefined): number[] | null {
  if (!(object instanceof PDFArray)) return null;
  const numbers = object.asArray().map((_, place) => {
    const value = object.lookup(place);
    return value instanceof PDFNumber ? value.asNumber() : Number.NaN;
  });
  return numbers.every((number) => Number.isFinite(number)) ? numbers : null;
}

function boundsAfter(matrix: Matrix, { x, y, width, height }: Box): Box {
  const corners = [
    apply(matrix, x, y),
    apply(matrix, x + width, y),
    apply(matrix, x, y + height),
    apply(matrix, x + width, y + height),
  ];
  const [xs, ys] = [corners.map(([u]) => u), corners.map(([, v]) => v)];
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: bottom, width: Math.max(...xs) - left, height: Math.max(...ys) - bottom };
}
