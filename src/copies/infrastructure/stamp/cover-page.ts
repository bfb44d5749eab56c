import { italianDate } from '@libro-firma/kernel';
import { grayscale, type PDFDocument, type PDFFont, setFillingGrayscaleColor } from 'pdf-lib';
import {
  legalSentence,
  placeLine,
  signersLine,
  signerText,
  type Stamp,
  verificationLine,
} from '../../domain/stamp';
import { qrSquares } from './qr-squares';
import { shortened, wrapped } from '@libro-firma/pdf';

const [WIDTH, HEIGHT, MARGIN] = [595, 842, 56];
const LINE = 1.35;
const QR = 110;
const MOST_SIGNERS = 20;

const WHY =
  'Il documento non può essere ridisegnato pagina per pagina con il contrassegno: questa pagina ne attesta gli estremi. ' +
  'Il contenuto è nel file originale, che si scarica o si chiede all’amministrazione e si riconosce dalla sua impronta.';

/** One page that speaks for a signed file that cannot be drawn again: what it is, who signed it, how to recognise it. */
export function drawCover(document: PDFDocument, stamp: Stamp, font: PDFFont): void {
  const page = document.addPage([WIDTH, HEIGHT]);
  const width = WIDTH - 2 * MARGIN;
  let top = HEIGHT - MARGIN;
  const paragraph = (text: string, size: number, after: number): void => {
    for (const line of wrapped(text, font, size, width)) {
      top -= size * LINE;
      page.drawText(line, { x: MARGIN, y: top, size, font, color: grayscale(0.1) });
    }
    top -= after;
  };
  const isSigned = stamp.signers.length > 0;
  paragraph(isSigned ? 'Copia di documento firmato digitalmente' : 'Copia di documento informatico', 18, 14);
  paragraph(placeLine(stamp), 11, 10);
  paragraph(`Oggetto: ${shortened(stamp.subject, font, 11, width * 4)}`, 11, 16);
  paragraph(isSigned ? 'Firmato digitalmente da:' : signersLine(stamp), 10, 2);
  for (const signer of stamp.signers.slice(0, MOST_SIGNERS)) paragraph(`– ${signerText(signer)}`, 10, 0);
  const more = stamp.signers.length - MOST_SIGNERS;
  if (more > 0) paragraph(`– e altri ${more}: tutti i firmatari sono nella pagina di verifica`, 10, 0);
  top -= 12;
  paragraph(
    `Impronta SHA-256 del file originale: ${stamp.signedSha256.slice(0, 32)} ${stamp.signedSha256.slice(32)}`,
    10,
    12,
  );
  paragraph(WHY, 10, 16);
  page.pushOperators(setFillingGrayscaleColor(0), ...qrSquares(stamp.codeUrl, MARGIN, top - QR, QR));
  top -= QR + 10;
  paragraph(verificationLine(stamp), 10, 10);
  paragraph(legalSentence(stamp), 9, 6);
  if (stamp.registration) paragraph(`Data di registrazione: ${italianDate(stamp.registration.date)}`, 9, 0);
}
