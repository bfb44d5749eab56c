import {
  beginText,
  endText,
  type PDFDocument,
  type PDFFont,
  PDFName,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  setFontAndSize,
  setTextMatrix,
  showText,
} from 'pdf-lib';
import { LineBreaker } from './line-breaker';
import { StructureTree, type Tag } from './structure-tree';

const PAGE = { width: 595.28, height: 841.89, margin: 50, foot: 30 };
const FOOT_SIZE = 7.5;
const GREY = 'Grey';

interface Look {
  readonly size: number;
  readonly leading: number;
  /** Room before the block. */
  readonly above: number;
}

const LOOKS: Readonly<Record<Tag, Look>> = {
  H1: { size: 14, leading: 22, above: 0 },
  H2: { size: 11, leading: 15, above: 8 },
  H3: { size: 9.5, leading: 13, above: 5 },
  P: { size: 9, leading: 12.5, above: 0 },
};

const PAGE_WORDS = { it: ['pagina', 'di'], en: ['page', 'of'] } as const;

interface WrittenPage {
  readonly page: PDFPage;
  readonly operators: PDFOperator[];
}

/** Sets blocks of text one under the other on as many A4 pages as they need, and tags each. */
export class PageWriter {
  private readonly pages: WrittenPage[] = [];
  private readonly structure: StructureTree;
  private readonly breaker: LineBreaker;
  private readonly fontKey = PDFName.of('F');
  private top = 0;

  constructor(
    private readonly document: PDFDocument,
    private readonly font: PDFFont,
  ) {
    this.structure = new StructureTree(document);
    this.breaker = new LineBreaker(font, PAGE.width - 2 * PAGE.margin);
  }

  /** A block of several lines that runs over the end of a page is one element with a piece on each page. */
  block(tag: Tag, text: string): void {
    const { size, leading, above } = LOOKS[tag];
    const lines = this.breaker.lines(text, size);
    if (lines.every((line) => line === '')) {
      this.top -= leading;
      return;
    }
    const element = this.structure.element(tag);
    let piece: WrittenPage | null = null;
    this.top -= above;
    for (const line of lines) {
      const page = this.pageFor(leading);
      if (page !== piece) {
        if (piece) end(piece);
        const mark = this.structure.mark(element, page.page);
        begin(page, tag, `<</MCID ${mark}>>`);
        piece = page;
      }
      this.top -= leading;
      this.line(page, line, size, { x: PAGE.margin, y: this.top });
    }
    if (piece) end(piece);
  }

  finish(footer: string | undefined, language: 'it' | 'en'): void {
    if (this.pages.length === 0) this.turn();
    const [word, of] = PAGE_WORDS[language];
    this.pages.forEach((written, index) => {
      if (footer !== undefined) {
        const [foot = ''] = this.breaker.lines(
          `${word} ${index + 1} ${of} ${this.pages.length} · ${footer}`,
          FOOT_SIZE,
        );
        begin(written, 'Artifact', '<</Type /Pagination>>');
        this.line(written, foot, FOOT_SIZE, { x: PAGE.margin, y: PAGE.foot });
        end(written);
      }
      written.page.pushOperators(
        PDFOperator.of(PDFOperatorNames.NonStrokingColorspace, [PDFName.of(GREY)]),
        PDFOperator.of(PDFOperatorNames.NonStrokingColor, [this.document.context.obj(0)]),
        ...written.operators,
      );
    });
    this.structure.finish(this.pages.map(({ page }) => page));
  }

  private line(
    { operators }: WrittenPage,
    text: string,
    size: number,
    { x, y }: { readonly x: number; readonly y: number },
  ): void {
    operators.push(
      beginText(),
      setFontAndSize(this.fontKey, size),
      setTextMatrix(1, 0, 0, 1, x, y),
      showText(this.font.encodeText(text)),
      endText(),
    );
  }

  private pageFor(leading: number): WrittenPage {
    const last = this.pages.at(-1);
    return last && this.top - leading >= PAGE.margin ? last : this.turn();
  }

  private turn(): WrittenPage {
    const page = this.document.addPage([PAGE.width, PAGE.height]);
    const spaces = this.document.context.obj({
      [GREY]: ['CalGray', { WhitePoint: [0.9505, 1, 1.089], Gamma: 2.2 }],
    });
    const { Resources } = page.node.normalizedEntries();
    Resources.set(PDFName.of('ColorSpace'), spaces);
    page.node.setFontDictionary(this.fontKey, this.font.ref);
    this.top = PAGE.height - PAGE.margin;
    const written = { page, operators: [] };
    this.pages.push(written);
    return written;
  }
}

function begin({ operators }: WrittenPage, tag: string, properties: string): void {
  operators.push(PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [PDFName.of(tag), properties]));
}

function end({ operators }: WrittenPage): void {
  operators.push(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
}
