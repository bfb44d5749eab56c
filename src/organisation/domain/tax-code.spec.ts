import { checkCharacterOf, isTaxCode } from './tax-code';

describe('tax code', () => {
  it('accepts the well-known examples and their omocodic forms', () => {
    expect(isTaxCode('RSSMRA85T10A562S')).toBe(true);
    const omocodic = 'RSSMRA85T10A56N';
    expect(isTaxCode(omocodic + checkCharacterOf(omocodic))).toBe(true);
  });

  it.each(['RSSMRA85T10A562T', 'rssmra85t10a562s', 'RSSMRA85T10A562', ''])('refuses %p', (value) => {
    expect(isTaxCode(value)).toBe(false);
  });
});
