import fc from 'fast-check';
import { tokenOf } from './short-tokens';

describe('the text of a token', () => {
  it('is that of its bytes, whatever was read before', () => {
    const part = fc.record({
      before: fc.uint8Array({ maxLength: 4 }),
      token: fc.uint8Array({ maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 40 }), (parts) => {
        for (const { before, token } of parts) {
          const bytes = Buffer.from([...before, ...token, 0x20]);
          const end = before.length + token.length;
          expect(tokenOf(bytes, before.length, end)).toBe(bytes.toString('latin1', before.length, end));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is not that of another token with the same hash', () => {
    // More tokens than there is room for: every place is taken several times.
    const names = Array.from({ length: 6000 }, (_, index) => `Name${String(index)}`);
    for (const name of [...names, ...names])
      expect(tokenOf(Buffer.from(name, 'latin1'), 0, name.length)).toBe(name);
  });
});
