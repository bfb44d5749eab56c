import fc from 'fast-check';
import { CODE_ALPHABET, newCopyCode, readCopyCode } from './copy-code';

const codes = fc
  .infiniteStream(fc.nat({ max: 255 }))
  .map((bytes) => newCopyCode(() => bytes.next().value as number));

describe('the code of a copy', () => {
  it('has seven groups of four, without letters that look alike', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){6}[2-9A-HJKMNP-Z]{4}$/);
      }),
    );
  });

  it('is read back however it was typed', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(readCopyCode(code)).toBe(code);
        expect(readCopyCode(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toBe(code);
        expect(readCopyCode(code.replaceAll('-', ''))).toBe(code);
      }),
    );
  });

  it('tells a slip of one character', () => {
    fc.assert(
      fc.property(codes, fc.nat(27), fc.integer({ min: 1, max: 30 }), (code, place, shift) => {
        const plain = [...code.replaceAll('-', '')];
        plain[place] = CODE_ALPHABET.charAt(
          (CODE_ALPHABET.indexOf(plain[place]!) + shift) % CODE_ALPHABET.length,
        );
        expect(readCopyCode(plain.join(''))).toBeNull();
      }),
    );
  });

  it('tells two exchanged neighbours', () => {
    fc.assert(
      fc.property(codes, fc.nat(25), (code, place) => {
        const plain = [...code.replaceAll('-', '')];
        const [left, right] = [plain[place]!, plain[place + 1]!];
        fc.pre(left !== right);
        plain.splice(place, 2, right, left);
        expect(readCopyCode(plain.join(''))).toBeNull();
      }),
    );
  });

  it('is not read from what is too short, too long or of other letters', () => {
    for (const typed of ['', 'ABCD', 'O'.repeat(28), '2'.repeat(29), '…'])
      expect(readCopyCode(typed)).toBeNull();
  });
});
