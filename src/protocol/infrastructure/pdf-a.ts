import { createHash } from 'node:crypto';
import { liberationSans } from '@libro-firma/pdf';
import fontkit from '@pdf-lib/fontkit';
import {
  beginText,
  endText,
  PDFDocument,
  PDFHexString,
  PDFString,
  PDFName,
  type PDFFont,
  type PDFPage,
  PDFRawStream,
  setFontAndSize,
  setTextMatrix,
  showText,
  PDFOperator,
  PDFOperatorNames,
} from 'pdf-lib';

const PAGE = { width: 595.28, height: 841.89, margin: 50 };
const LINE = { size: 9, leading: 12.5 };
const TITLE = { size: 14, leading: 22 };
const GREY = 'Grey';

export interface PdfAText {
  readonly title: string;
  /** Paragraphs; each is broken where the page ends. */
  readonly lines: readonly string[];
  readonly createdAt: Date;
}

/**
 * A text as PDF/A-2b: the font is embedded, the one colour is calibrated so that no output profile is needed, the
 * metadata say what it is. The same bytes for the same text.
 *
 * @standard ISO 19005-2 §6.2.4, §6.2.11, §6.6
 */
export async function writePdfA({ title, lines, createdAt }: PdfAText): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  const font = await document.embedFont(liberationSans(), { subset: true, customName: 'LiberationSans' });
  const writer = new PageWriter(document, font);
  for (const line of broken(font, title, TITLE.size)) writer.line(line, TITLE);
  for (const paragraph of lines)
    for (const line of broken(font, paragraph, LINE.size)) writer.line(line, LINE);
  writer.finish();
  describe(document, title, createdAt);
  const id = createHash('sha256')
    .update(JSON.stringify([title, lines, createdAt]))
    .digest('hex')
    .slice(0, 32);
  document.context.trailerInfo.ID = document.context.obj([PDFHexString.of(id), PDFHexString.of(id)]);
  return document.save({ useObjectStreams: false, updateFieldAppearances: false });
}

class PageWriter {
  private page: PDFPage | null = null;
  private top = 0;
  private operators: PDFOperator[] = [];

  constructor(
    private readonly document: PDFDocument,
    private readonly font: PDFFont,
  ) {}

  line(text: string, { size, leading }: typeof LINE): void {
    if (!this.page || this.top - leading < PAGE.margin) this.turn();
    this.top -= leading;
    const key = this.page?.node.newFontDictionary('F', this.font.ref) ?? PDFName.of('F');
    this.operators.push(
      beginText(),
      setFontAndSize(key, size),
      setTextMatrix(1, 0, 0, 1, PAGE.margin, this.top),
      showText(this.font.encodeText(text)),
      endText(),
    );
  }

  finish(): void {
    if (!this.page) this.turn();
    this.page?.pushOperators(
      PDFOperator.of(PDFOperatorNames.NonStrokingColorspace, [PDFName.of(GREY)]),
      PDFOperator.of(PDFOperatorNames.NonStrokingColor, [this.document.context.obj(0)]),
      ...this.operators,
    );
    this.operators = [];
  }

  private turn(): void {
    if (this.page) this.finish();
    this.page = this.document.addPage([PAGE.width, PAGE.height]);
    const spaces = this.document.context.obj({
      [GREY]: ['CalGray', { WhitePoint: [0.9505, 1, 1.089], Gamma: 2.2 }],
    });
    this.page.node.normalizedEntries().Resources.set(PDFName.of('ColorSpace'), spaces);
    this.top = PAGE.height - PAGE.margin;
  }
}

function broken(font: PDFFont, paragraph: string, size: number): string[] {
  const width = PAGE.width - 2 * PAGE.margin;
  const lines: string[] = [];
  let line = '';
  for (const word of printable(paragraph).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (font.widthOfTextAtSize(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (font.widthOfTextAtSize(line, size) > width) {
      const fit = Math.max(1, Math.floor((line.length * width) / font.widthOfTextAtSize(line, size)) - 1);
      lines.push(line.slice(0, fit));
      line = line.slice(fit);
    }
  }
  return [...lines, line];
}

/** What has no glyph in the font, or shows nothing, must not be drawn (§6.2.11.8). */
function printable(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
    .replace(/[^\u0020-\u024f\u0370-\u03ff\u0400-\u04ff\u2010-\u2026\u20ac]/gu, '?');
}

function describe(document: PDFDocument, title: string, createdAt: Date): void {
  const escaped = title.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const xmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped}</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>${createdAt.toISOString()}</xmp:CreateDate></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
  const dictionary = document.context.obj({ Type: 'Metadata', Subtype: 'XML' });
  const stream = PDFRawStream.of(dictionary, Buffer.from(xmp, 'utf8'));
  document.catalog.set(PDFName.of('Metadata'), document.context.register(stream));
  document.catalog.set(PDFName.of('Lang'), PDFString.of('it'));
}
