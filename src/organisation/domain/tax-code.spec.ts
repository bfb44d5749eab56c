import { checkCharacterOf, isTaxCode, withoutOmocodia } from './tax-code';

describe('tax code', () => {
  it('accepts the well-known examples and their omocodic forms', () => {
    expect(isTaxCode('RSSMRA85T10A562S')).toBe(true);
    const omocodic = 'RSSMRA85T10A56N';
    expect(isTaxCode(omocodic + checkCharacterOf(omocodic))).toBe(true);
  });

  it('puts back the digits that omocodia replaced, in any of its 128 forms', () => {
    const digits = 'LMNPQRSTUV';
    const first = 'RSSMRA85T10A562';
    for (let form = 0; form < 128; form += 1) {
      const changed = [6, 7, 9, 10, 12, 13, 14].reduce(
        (code, place, bit) =>
          form & (1 << bit)
            ? code.slice(0, place) + digits.charAt(Number(code.charAt(place))) + code.slice(place + 1)
            : code,
        first,
      );
      expect(withoutOmocodia(changed + checkCharacterOf(changed))).toBe(first);
    }
    expect(withoutOmocodia('00743110157')).toBe('00743110157');
  });

  it.each(['RSSMRA85T10A562T', 'rssmra85t10a562s', 'RSSMRA85T10A562', ''])('refuses %p', (value) => {
    expect(isTaxCode(value)).toBe(false);
  });
});
