import fc from 'fast-check';
import { barcodeText, placeOfBarcode } from './barcode';

const code = (most: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9_.-]{1,${most}}$`));

describe('the barcode of a label', () => {
  it('is read back as it was written, also with what a reader of barcodes adds', () => {
    fc.assert(
      fc.property(
        fc.record({
          bodyCode: code(40),
          aooCode: code(40),
          registerCode: code(16),
          year: fc.integer({ min: 1990, max: 2200 }),
          number: fc.integer({ min: 1, max: 2_147_483_647 }),
        }),
        (place) => {
          expect(placeOfBarcode(` ${barcodeText(place)}\r\n`)).toEqual(place);
        },
      ),
    );
  });

  it.each(['', '0000001', 'c_x/AOO/PG/2026/1', 'c_x/AOO/PG/26/0000001', "c_x/AOO/P'G/2026/0000001"])(
    'is no label of ours: %p',
    (text) => {
      expect(placeOfBarcode(text)).toBeNull();
    },
  );
});
