import { PDFDocument, StandardFonts } from 'pdf-lib';
import { ZipFile } from 'yazl';

/** An act as an office writes it: one page with its subject. */
export async function aPdf(subject = 'Determina di prova'): Promise<Buffer> {
  const document = await written(subject);
  return bytesOf(document);
}

/** Whose content may change after it was signed. */
export async function aPdfWithJavaScript(): Promise<Buffer> {
  const document = await written('Modulo con script');
  document.addJavaScript('greet', 'app.alert("ciao")');
  return bytesOf(document);
}

/** That asks for a password. The cipher is of no interest: whoever reads the trailer sees that there is one. */
export async function anEncryptedPdf(): Promise<Buffer> {
  const document = await written('Atto cifrato');
  const { context } = document;
  context.trailerInfo.Encrypt = context.register(
    context.obj({ Filter: 'Standard', V: 1, R: 2, P: -44, O: context.obj(''), U: context.obj('') }),
  );
  return bytesOf(document);
}

/** Cut off while it was copied. */
export async function aTruncatedPdf(): Promise<Buffer> {
  const whole = await aPdf('Atto interrotto');
  return whole.subarray(0, Math.floor(whole.length * 0.6));
}

/** A word processor's file, as far as its first bytes and its container go. */
export async function aDocx(): Promise<Buffer> {
  return zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'word/document.xml':
      '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
  });
}

export async function aZip(): Promise<Buffer> {
  return zipOf({ 'tavole/tavola-1.txt': 'Tavola 1', 'tavole/tavola-2.txt': 'Tavola 2' });
}

async function written(subject: string): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  document.setTitle(subject);
  const page = document.addPage([595, 842]);
  page.drawText(subject, {
    x: 72,
    y: 720,
    size: 18,
    font: await document.embedFont(StandardFonts.Helvetica),
  });
  return document;
}

async function bytesOf(document: PDFDocument): Promise<Buffer> {
  return Buffer.from(await document.save());
}

async function zipOf(members: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(members)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  const pieces: Buffer[] = [];
  for await (const piece of zip.outputStream) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
