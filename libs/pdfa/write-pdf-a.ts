import { createHash } from 'node:crypto';
import { liberationSans } from '@libro-firma/pdf';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, PDFHexString, PDFName, PDFRawStream, PDFString } from 'pdf-lib';
import { PageWriter } from './page-writer';

/** A paragraph, or a heading of the second or third level below the title. */
export type Block = string | { readonly heading: 2 | 3; readonly text: string };

export interface PdfAText {
  readonly title: string;
  /** In reading order; each is broken where the line and the page end. */
  readonly blocks: readonly Block[];
  /** At the foot of each page, before its number. */
  readonly footer?: string;
  readonly createdAt: Date;
  /** Of the text, as in BCP 47; Italian when absent. */
  readonly language?: 'it' | 'en';
}

/**
 * A text as PDF/A-2a: tagged in reading order, so that screen readers read it; the font is embedded and maps to Unicode,
 * the one colour is calibrated so that no output profile is needed, the metadata say what it is. The same bytes for the
 * same text. What the font has no sign for is written as a question mark.
 *
 * @standard ISO 19005-2 §6.2.4, §6.2.11, §6.6, §6.7; ISO 32000-1 §14.7, §14.8
 */
export async function writePdfA(text: PdfAText): Promise<Uint8Array> {
  const { title, blocks, footer, createdAt, language = 'it' } = text;
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
  const font = await document.embedFont(liberationSans(), { subset: true, customName: 'LiberationSans' });
  const writer = new PageWriter(document, font);
  writer.block('H1', title);
  for (const block of blocks) {
    if (typeof block === 'string') writer.block('P', block);
    else writer.block(block.heading === 2 ? 'H2' : 'H3', block.text);
  }
  writer.finish(footer, language);
  describe(document, title, createdAt, language);
  const id = createHash('sha256')
    .update(JSON.stringify([title, blocks, footer, createdAt, language]))
    .digest('hex')
    .slice(0, 32);
  document.context.trailerInfo.ID = document.context.obj([PDFHexString.of(id), PDFHexString.of(id)]);
  return document.save({ useObjectStreams: false, updateFieldAppearances: false });
}

function describe(document: PDFDocument, title: string, createdAt: Date, language: string): void {
  const escaped = title.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const xmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance></rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped}</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>${createdAt.toISOString()}</xmp:CreateDate></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
  const { context, catalog } = document;
  const stream = PDFRawStream.of(context.obj({ Type: 'Metadata', Subtype: 'XML' }), Buffer.from(xmp, 'utf8'));
  catalog.set(PDFName.of('Metadata'), context.register(stream));
  catalog.set(PDFName.of('Lang'), PDFString.of(language));
  catalog.set(PDFName.of('ViewerPreferences'), context.obj({ DisplayDocTitle: true }));
}
