import { raw } from 'bwip-js/node';
import { fill, moveTo, lineTo, closePath, type PDFOperator } from 'pdf-lib';

/** The QR code of `text` as squares in a field of `size`, its lower left corner in `x`, `y`. Error correction M: a creased sheet is still read. */
export function qrSquares(text: string, x: number, y: number, size: number): PDFOperator[] {
  const [symbol] = raw('qrcode', text, 'eclevel=M');
  if (!symbol || !('pixs' in symbol)) throw new Error('no QR code was made');
  const { pixs, pixx, pixy } = symbol;
  const side = size / pixx;
  const operators: PDFOperator[] = [];
  for (let row = 0; row < pixy; row += 1)
    for (let column = 0; column < pixx; column += 1) {
      if (!pixs[row * pixx + column]) continue;
      const [left, bottom] = [x + column * side, y + size - (row + 1) * side];
      operators.push(
        moveTo(left, bottom),
        lineTo(left + side, bottom),
        lineTo(left + side, bottom + side),
        lineTo(left, bottom + side),
        closePath(),
      );
    }
  return [...operators, fill()];
}
