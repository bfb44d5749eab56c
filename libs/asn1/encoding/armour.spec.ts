import fc from 'fast-check';
import { der, withoutArmour, withoutArmourAtRest, type BytesAtRest } from '../index';

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

describe('the armour of a structure that stays in its file', () => {
  const atRest = (bytes: Buffer): BytesAtRest => ({
    size: bytes.length,
    read: (position, length) => bytes.subarray(position, position + length),
  });
  const whole = (bytes: BytesAtRest): Buffer => bytes.read(0, bytes.size);
  const folded = (bytes: Buffer, width: number, end = '\n'): string =>
    (bytes.toString('base64').match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(end);

  it('comes off as it does in memory, whatever the text is', () => {
    const line = fc.constantFrom(
      'M',
      'MAA',
      '=',
      '==',
      '\n',
      '\r\n',
      ' ',
      '\ufeff',
      '-',
      'A: b',
      'MIIB',
      '§',
    );
    const frame = fc.constantFrom('', '-----BEGIN CMS-----', '-----BEGIN CMS-----\nA: b\n\n');
    const close = fc.constantFrom('', '\n-----END CMS-----\n', '\n-----END PKCS7-----');
    const digits = fc.base64String({ maxLength: 60 }).map((text) => text.replace(/=/g, ''));
    const text = fc.tuple(frame, fc.array(fc.oneof(digits, line), { maxLength: 6 }), close);
    fc.assert(
      fc.property(text, ([before, parts, after]) => {
        const bytes = Buffer.from(`${before}${parts.join('')}${after}`);
        const here = whole(withoutArmourAtRest(atRest(bytes)));
        // Stricter in one point: what is no digit is not passed over, the text is left as it is.
        if (!here.equals(bytes)) expect(here).toEqual(withoutArmour(bytes));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['\n', '\r\n'])(
    'comes off in any piece, beyond the size of a block, with lines that end in %j',
    (end) => {
      const bytes = der.sequence(
        der.octetString(Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251))),
      );
      for (const [before, after] of [
        ['', '\n'],
        ['\ufeff-----BEGIN PKCS7-----\n', '\n-----END PKCS7-----\n'],
        ['-----BEGIN CMS-----\nComment: long ago\n\n', '\n-----END CMS-----'],
      ] as const) {
        const file = withoutArmourAtRest(atRest(Buffer.from(before + folded(bytes, 64, end) + after)));
        expect(whole(file).equals(bytes)).toBe(true);
        fc.assert(
          fc.property(fc.nat(bytes.length + 10), fc.nat(120_000), (position, length) => {
            expect(file.read(position, length).equals(bytes.subarray(position, position + length))).toBe(
              true,
            );
          }),
        );
      }
    },
  );

  it('is none where there are hardly any digits between line ends, or no end', () => {
    for (const text of [`M${'\n'.repeat(2_000_000)}AA=`, '-----BEGIN CMS-----\nMAA=', '']) {
      const file = atRest(Buffer.from(text));
      expect(withoutArmourAtRest(file)).toBe(file);
    }
  });
});
