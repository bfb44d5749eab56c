import { italianDate } from '@libro-firma/kernel';
import fontkit from '@pdf-lib/fontkit';
import { liberationSans } from '@libro-firma/pdf';
import { toBuffer } from 'bwip-js/node';
import { PDFDocument } from 'pdf-lib';

export interface Label {
  readonly body: string;
  readonly aoo: string;
  readonly registerCode: string;
  readonly number: string;
  readonly registeredOn: string;
  readonly classification: string;
  readonly annulled: boolean;
  /** What the bar code says: which registration a scan belongs to. */
  readonly code: string;
}

const POINTS_OF_MM = 72 / 25.4;
/** A common size of label printers, in millimetres. */
const SIZE = { width: 90, height: 38 };
const MARGIN = 8;

/** The label that goes on paper in place of a segnatura: number, date and office for people, Code 128 for the scanner. */
export async function labelPdf(label: Label): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  document.setTitle(`Protocollo n. ${label.number}`);
  const font = await document.embedFont(liberationSans(), { subset: true });
  const [width, height] = [SIZE.width * POINTS_OF_MM, SIZE.height * POINTS_OF_MM];
  const page = document.addPage([width, height]);
  const lines = [
    { text: `${label.body} – ${label.aoo}`, size: 7 },
    {
      text: `Prot. n. ${label.number} del ${italianDate(label.registeredOn)}${label.annulled ? ' – ANNULLATO' : ''}`,
      size: 12,
    },
    { text: `Registro ${label.registerCode} – Classifica ${label.classification}`, size: 7 },
  ];
  let top = height - MARGIN;
  for (const { text, size } of lines) {
    top -= size + 3;
    const fit = Math.min(size, (size * (width - 2 * MARGIN)) / font.widthOfTextAtSize(text, size));
    page.drawText(text, { x: MARGIN, y: top, size: fit, font });
  }
  const bars = await toBuffer({
    bcid: 'code128',
    text: label.code,
    scale: 4,
    height: 10,
    includetext: false,
  });
  page.drawImage(await document.embedPng(bars), {
    x: MARGIN,
    y: MARGIN,
    width: width - 2 * MARGIN,
    height: top - MARGIN - 6,
  });
  return document.save();
}
