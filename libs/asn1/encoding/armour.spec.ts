import fc from 'fast-check';
import { der, withoutArmour } from '../index';

describe('the armour of a structure', () => {
  const structure = fc
    .uint8Array({ minLength: 1, maxLength: 900 })
    .map((bytes) => der.sequence(der.octetString(Buffer.from(bytes))));
  const lines = (bytes: Buffer, width: number): string =>
    (bytes.toString('base64').match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\r\n');

  it('is taken off, whether PEM or bare base64, whatever the line length', () => {
    fc.assert(
      fc.property(structure, fc.integer({ min: 20, max: 5000 }), fc.boolean(), (bytes, width, hasMark) => {
        const mark = hasMark ? '\ufeff' : '';
        const pem = `${mark}-----BEGIN PKCS7-----\r\n${lines(bytes, width)}\r\n-----END PKCS7-----\r\n`;
        expect(withoutArmour(Buffer.from(pem))).toEqual(bytes);
        expect(withoutArmour(Buffer.from(mark + lines(bytes, width) + '\n'))).toEqual(bytes);
        expect(withoutArmour(bytes)).toBe(bytes);
      }),
    );
  });

  it('is taken off where a line ends amid the padding', () => {
    const bytes = der.sequence(der.octetString(Buffer.alloc(12)));
    expect(lines(bytes, 23)).toMatch(/=\r\n=$/);
    expect(withoutArmour(Buffer.from(lines(bytes, 23)))).toEqual(bytes);
  });

  it('with the headers of old PEM files is taken off with them', () => {
    const bytes = der.sequence(der.null());
    const pem = `-----BEGIN CMS-----\nComment: made long ago\n\n${bytes.toString('base64')}\n-----END CMS-----\n`;
    expect(withoutArmour(Buffer.from(pem))).toEqual(bytes);
  });

  it('is left to the reader where it is neither', () => {
    for (const text of ['Monsieur, ceci n’est pas', '-----BEGIN CMS-----\nMAA=', '']) {
      const bytes = Buffer.from(text);
      expect(withoutArmour(bytes)).toBe(bytes);
    }
  });
});
