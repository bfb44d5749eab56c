import { type PDFDocument, PDFName, type PDFPage, type PDFRef } from 'pdf-lib';

/** Standard structure types of text (ISO 32000-1 §14.8.4.3). */
export type Tag = 'H1' | 'H2' | 'H3' | 'P';

interface StructureElement {
  readonly tag: Tag;
  readonly reference: PDFRef;
  readonly pieces: { readonly page: PDFPage; readonly mark: number }[];
}

/**
 * The elements of a document in reading order, and for each piece of a page the element to which it belongs.
 *
 * @standard ISO 32000-1 §14.7.2, §14.7.4
 */
export class StructureTree {
  private readonly elements: StructureElement[] = [];
  private readonly byPage = new Map<PDFPage, PDFRef[]>();

  constructor(private readonly document: PDFDocument) {}

  element(tag: Tag): StructureElement {
    const element = { tag, reference: this.document.context.nextRef(), pieces: [] };
    this.elements.push(element);
    return element;
  }

  /** The number under which a piece of the page's content is marked. */
  mark(element: StructureElement, page: PDFPage): number {
    const marks = this.byPage.get(page) ?? [];
    this.byPage.set(page, marks);
    element.pieces.push({ page, mark: marks.length });
    return marks.push(element.reference) - 1;
  }

  finish(pages: readonly PDFPage[]): void {
    const { context, catalog } = this.document;
    const [root, whole] = [context.nextRef(), context.nextRef()];
    for (const { tag, reference, pieces } of this.elements) {
      const kids = pieces.map(({ page, mark }) => ({ Type: 'MCR', Pg: page.ref, MCID: mark }));
      context.assign(reference, context.obj({ Type: 'StructElem', S: tag, P: whole, K: kids }));
    }
    context.assign(
      whole,
      context.obj({
        Type: 'StructElem',
        S: 'Document',
        P: root,
        K: this.elements.map(({ reference }) => reference),
      }),
    );
    pages.forEach((page, index) => {
      page.node.set(PDFName.of('StructParents'), context.obj(index));
      page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
    });
    const numbers = pages.flatMap((page, index) => [index, this.byPage.get(page) ?? []]);
    context.assign(
      root,
      context.obj({
        Type: 'StructTreeRoot',
        K: [whole],
        ParentTree: { Nums: numbers },
        ParentTreeNextKey: pages.length,
      }),
    );
    catalog.set(PDFName.of('StructTreeRoot'), root);
    catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
  }
}
