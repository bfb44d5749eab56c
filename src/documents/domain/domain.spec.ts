import fc from 'fast-check';
import { safeFileName } from './file-name';
import { mediaTypeOf } from './media-type';

describe('media type by content', () => {
  it.each([
    ['%PDF-1.7\n', 'application/pdf'],
    ['junk before\n%PDF-1.3', 'application/pdf'],
    ['PK\u0003\u0004plain', 'application/zip'],
    ['<?xml version="1.0"?>', 'application/xml'],
    ['Oggetto: città', 'text/plain; charset=utf-8'],
    ['a\u0000b', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('of %j is %s', (head, expected) => {
    expect(mediaTypeOf(Buffer.from(head, 'utf8'))).toBe(expected);
  });

  it('knows signed data in DER, whatever it is called', () => {
    expect(mediaTypeOf(Buffer.from('3082045006092a864886f70d010702a0', 'hex'))).toBe(
      'application/pkcs7-mime',
    );
  });

  it('takes an envelope for one, though a PDF begins inside of it', () => {
    const head = Buffer.concat([
      Buffer.from('3082045006092a864886f70d010702a0', 'hex'),
      Buffer.from('%PDF-1.7'),
    ]);
    expect(mediaTypeOf(head)).toBe('application/pkcs7-mime');
  });
});

describe('file names', () => {
  it('keep accents, apostrophes, commas and blanks', () => {
    expect(safeFileName('Relazione, 1° lotto – l’Aquila (città).pdf')).toBe(
      'Relazione, 1° lotto – l’Aquila (città).pdf',
    );
  });

  it('never hold a folder or a direction mark, and are never empty', () => {
    expect(safeFileName('../../etc/passwd')).toBe('passwd');
    expect(safeFileName('fattura\u202Efdp.exe')).toBe('fatturafdp.exe');
    fc.assert(
      fc.property(fc.string(), (given) => {
        const name = safeFileName(given);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(200);
        expect(name).not.toMatch(/[/\\\u202a-\u202e]/);
      }),
    );
  });
});
