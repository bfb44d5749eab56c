import { whatIsWrong } from './completeness';
import { isBodyTaxCode } from './body-tax-code';
import type { RegisterCommand } from './registration';

const file = {
  role: 'MAIN',
  fileName: 'atto.pdf',
  mediaType: 'application/pdf',
  size: 1,
  sha256: 'ab'.repeat(32),
  documentVersionId: null,
  signed: false,
} as const;

const complete: RegisterCommand = {
  key: 'k',
  aooId: 'a',
  direction: 'INCOMING',
  subject: 'Oggetto',
  sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
  recipients: [],
  classificationCode: '1.1',
  files: [file],
  operatorId: null,
  officeId: null,
};

describe('what a registration needs', () => {
  it('is all there', () => {
    expect(whatIsWrong(complete)).toBeNull();
    expect(whatIsWrong({ ...complete, subject: 'Nòminę “ﺍﻟﺸﻤﺲ” \u200f 🖋' })).toBeNull();
  });

  it.each<[string, Partial<RegisterCommand>]>([
    ['SUBJECT_MISSING', { subject: ' \n ' }],
    ['COUNTERPART_MISSING', { sender: null }],
    ['COUNTERPART_MISSING', { direction: 'OUTGOING' }],
    ['COUNTERPART_MISSING', { direction: 'INTERNAL', sender: null }],
    ['FILE_MISSING', { files: [] }],
    ['FILE_MISSING', { files: [{ ...file, role: 'ANNEX' }] }],
    ['FILE_MISSING', { files: [file, file] }],
    ['HASH_MALFORMED', { files: [{ ...file, sha256: 'AB'.repeat(32) }] }],
    ['HASH_MALFORMED', { files: [file, { ...file, role: 'ANNEX', sha256: '' }] }],
    ['SUBJECT_MISSING', { subject: '\u200b\u200e \ufeff' }],
    ['PAPER_NOT_DESCRIBED', { files: [{ ...file, sha256: null, medium: 'PAPER', place: 'Armadio 3' }] }],
    ['PAPER_NOT_DESCRIBED', { files: [{ ...file, sha256: null, medium: 'PAPER', sheets: 2 }] }],
    ['PAPER_NOT_DESCRIBED', { files: [{ ...file, medium: 'PAPER', sheets: 2, place: 'Armadio 3' }] }],
    ['PAPER_NOT_DESCRIBED', { files: [{ ...file, sha256: null, medium: 'OBJECT', place: 'Armadio 3' }] }],
    ['HASH_MALFORMED', { files: [{ ...file, sha256: null }] }],
    ['TEXT_NOT_WRITABLE', { furtherSenders: [{ kind: 'COMPANY', name: 'a\u0001' }] }],
    ['OUT_OF_BOUNDS', { messageId: 'x'.repeat(1_001) }],
    ['SUBJECT_TOO_LONG', { subject: 'x'.repeat(4_001) }],
    ['OUT_OF_BOUNDS', { senderReference: 'x'.repeat(1_001) }],
    ['TEXT_NOT_WRITABLE', { subject: 'a\u0000b' }],
    ['TEXT_NOT_WRITABLE', { sender: { kind: 'PERSON', name: 'a\ud800' } }],
  ])('is refused with %s', (code, more) => {
    expect(whatIsWrong({ ...complete, ...more })?.code).toBe(`PROTOCOL_${code}`);
  });
});

describe('tax code of a body', () => {
  it.each(['00000000000', '80016350821'])('accepts %s', (code) => expect(isBodyTaxCode(code)).toBe(true));
  it.each(['80016350822', '8001635082', 'RSSMRA85T10A562S'])('refuses %s', (code) =>
    expect(isBodyTaxCode(code)).toBe(false),
  );
});
