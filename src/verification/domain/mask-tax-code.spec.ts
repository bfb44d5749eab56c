import { maskIdentifiers } from './mask-tax-code';

describe('a name in a certificate', () => {
  it.each([
    [
      'CN=Maria Rossi, serialNumber=TINIT-RSSMRA85T10A562S, C=IT',
      'CN=Maria Rossi, serialNumber=TINIT-RSS…562S, C=IT',
    ],
    ['SERIALNUMBER=tinit-rssmra85t10a562s', 'SERIALNUMBER=tinit-rss…562s'],
    ['2.5.4.5=IT:RSSMRA85T10A562S, CN=ROSSI/MARIA', '2.5.4.5=IT:RSS…562S, CN=ROSSI/MARIA'],
    ['CN=ROSSI MARIA RSSMRAURTMLARSNS', 'CN=ROSSI MARIA RSS…RSNS'],
    ['serialNumber=PNOEE-38001085718', 'serialNumber=PNOEE-380…5718'],
  ])('%s is told as %s', (name, told) => {
    expect(maskIdentifiers(name)).toBe(told);
  });

  it.each([
    'CN=Autorità di prova, O=Comune di Esempio, C=IT',
    'CN=TSA 2026, organizationIdentifier=VATIT-80016350821',
  ])('without a person’s identifier stays: %s', (name) => {
    expect(maskIdentifiers(name)).toBe(name);
  });
});
