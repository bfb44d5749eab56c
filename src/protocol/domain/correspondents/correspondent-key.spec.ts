import { counterpartKey, tidyTaxCode, wordsOfName } from './correspondent-key';

const base = (code: string) => code.slice(0, 15);
const keyOf = (name: string, more: object = {}) => counterpartKey({ kind: 'COMPANY', name, ...more }, base);

describe('what a correspondent is recognised by', () => {
  it.each([
    ['D’Alù Ninfa', "ninfa d'alu"],
    ['Società  Àcqua\u200b S.p.A.', 'SOCIETA ACQUA S P A'],
    ['Müller & Söhne', 'soehne muller'.replace('soehne', 'sohne')],
  ])('%s and %s are one', (left, right) => {
    expect(keyOf(left)).toBe(keyOf(right));
  });

  it('its tax code comes before its name, and its IPA code after', () => {
    expect(keyOf('Alfa', { taxCode: '00743110157' })).toBe(
      keyOf('Beta', { taxCode: '00743110157', ipaCode: 'c_x' }),
    );
    expect(keyOf('Comune', { ipaCode: 'C_G273' })).toBe('ipa:c_g273');
  });

  it('nobody who is not known is the same as another', () => {
    expect(counterpartKey({ kind: 'ANONYMOUS', name: 'Anonimo' }, base)).toBeNull();
    expect(counterpartKey({ kind: 'ILLEGIBLE', name: 'Illeggibile' }, base)).toBeNull();
  });

  it('a name is found by its words with and without the apostrophe', () => {
    expect(wordsOfName('D’Alù')).toBe('d alu dalu');
    expect(wordsOfName('Rossi')).toBe('rossi');
  });

  it('a VAT number is read as it is written', () => {
    expect(tidyTaxCode(' it 0074311 0157')).toBe('00743110157');
    expect(tidyTaxCode('rssmra70a41g273x')).toBe('RSSMRA70A41G273X');
  });
});
