import { legalYear } from '@libro-firma/kernel';
import { type HashedRegistration, registrationHash } from './registration-hash';
import { NO_ENTRY_BEFORE, numberAfter, numberText } from './registration-number';

const id = (digit: string) => `0190f000-0000-7000-8000-00000000000${digit}`;

const entry: HashedRegistration = {
  form: 'registration/2',
  id: id('1'),
  bodyId: id('2'),
  aooId: id('3'),
  registerId: id('4'),
  registerCode: 'PG',
  year: 2026,
  number: 1,
  registeredAt: new Date('2026-11-20T11:00:00.123Z'),
  registeredOn: '2026-11-20',
  direction: 'INCOMING',
  subject: 'Istanza',
  sender: { kind: 'PERSON', name: 'Ninfa', familyName: 'D’Alù' },
  furtherSenders: [],
  recipients: [],
  classificationCode: '1.1',
  means: 'HAND',
  messageId: null,
  senderReference: null,
  senderReferenceDate: null,
  receivedOn: null,
  deferral: null,
  reserved: false,
  emergency: null,
  againOf: null,
  isOpen: false,
  operatorId: id('5'),
  officeId: null,
  key: 'k',
  files: [
    {
      role: 'MAIN',
      fileName: 'istanza.pdf',
      mediaType: 'application/pdf',
      size: 10,
      algorithm: 'SHA-256',
      hash: 'ab'.repeat(32),
      documentVersionId: null,
      signed: false,
      medium: 'DIGITAL',
      description: null,
      sheets: null,
      place: null,
      flags: [],
    },
  ],
  segnaturaHash: Buffer.alloc(32, 1),
  previousHash: NO_ENTRY_BEFORE,
};

describe('hash of a registration', () => {
  it('is the one of the form registration/1, for ever', () => {
    expect(registrationHash({ ...entry, form: 'registration/1' }).toString('hex')).toBe(
      '6957ce7409d8ab6b7f448e557b6798f6efbaa83350d0b0d24ca65a7c196a0568',
    );
  });

  it('changes with every member', () => {
    const members = Object.keys(entry) as (keyof HashedRegistration)[];
    const changed = members.map((member) => {
      const value = entry[member];
      const other =
        value instanceof Date
          ? new Date(value.getTime() + 1)
          : Buffer.isBuffer(value)
            ? Buffer.alloc(32, 9)
            : typeof value === 'number'
              ? value + 1
              : typeof value === 'string'
                ? `${value}x`
                : Array.isArray(value)
                  ? [...(value as object[]), entry.files[0]]
                  : value === null
                    ? ''
                    : null;
      return registrationHash({ ...entry, [member]: other }).toString('hex');
    });
    expect(new Set([...changed, registrationHash(entry).toString('hex')]).size).toBe(members.length + 1);
  });
});

describe('numbers', () => {
  it('have seven digits or more', () => {
    expect([1, 9_999_999, 10_000_000].map(numberText)).toEqual(['0000001', '9999999', '10000000']);
  });

  it('follow each other in a year and restart in the next, in Rome', () => {
    const last = { year: 2026, number: 7 };
    expect(numberAfter(null, 2026)).toBe(1);
    expect(numberAfter(last, 2026)).toBe(8);
    expect(numberAfter(last, 2027)).toBe(1);
    expect(legalYear(new Date('2026-12-31T22:59:59.999Z'))).toBe(2026);
    expect(legalYear(new Date('2026-12-31T23:00:00Z'))).toBe(2027);
  });
});
