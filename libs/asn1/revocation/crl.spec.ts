import fc from 'fast-check';
import { der, findCrlEntry, countCrlEntries, OID, readAsn1, readCrl, readDistinguishedName } from '../index';
import { aCrl, aName, anEntry, anExtension } from '../testing/a-crl';

const day = new Date('2026-05-01T00:00:00Z');
const issuer = (name: string): ReturnType<typeof readDistinguishedName> =>
  readDistinguishedName(readAsn1(aName(name)));

describe('a CRL', () => {
  it('says of each certificate whether it is listed, and of no other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.bigInt({ min: 1n, max: 2n ** 150n }), { maxLength: 30 }),
        fc.bigInt({ min: 1n, max: 2n ** 150n }),
        (listed, other) => {
          const crl = readCrl(aCrl(listed.map((serial) => anEntry(serial, day))));
          expect(countCrlEntries(crl)).toBe(listed.length);
          for (const serial of listed) expect(findCrlEntry(crl, serial)?.serialNumber).toBe(serial);
          expect(findCrlEntry(crl, other) !== undefined).toBe(listed.includes(other));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives reason and invalidity date of an entry', () => {
    const entry = anEntry(7n, day, [
      anExtension(OID.crlReason, der.enumerated(6)),
      anExtension(OID.invalidityDate, der.generalizedTime(new Date('2026-04-01T00:00:00Z'))),
    ]);
    expect(findCrlEntry(readCrl(aCrl([anEntry(6n, day), entry])), 7n)).toEqual({
      serialNumber: 7n,
      revocationDate: day,
      reason: 'certificateHold',
      invalidityDate: new Date('2026-04-01T00:00:00Z'),
      unknownCritical: [],
    });
  });

  it('is read with its number, its base and what it covers', () => {
    const point = der.sequence(
      der.explicit(0, der.explicit(0, der.contextPrimitive(6, Buffer.from('http://crl.example/1')))),
      der.contextPrimitive(1, Buffer.from([0xff])),
      der.contextPrimitive(3, Buffer.from([6, 0x40])),
    );
    const crl = readCrl(
      aCrl(
        [],
        [
          anExtension(OID.crlNumber, der.integer(12)),
          anExtension(OID.deltaCrlIndicator, der.integer(10), true),
          anExtension(OID.issuingDistributionPoint, point, true),
          anExtension('1.2.3.4', der.null(), true),
        ],
      ),
    );
    expect(crl).toMatchObject({
      crlNumber: 12n,
      deltaBaseNumber: 10n,
      nextUpdate: new Date('2026-06-02T00:00:00Z'),
      unknownCritical: ['1.2.3.4'],
      issuingDistributionPoint: {
        fullNames: [{ kind: 'uri', value: 'http://crl.example/1' }],
        onlyUserCertificates: true,
        onlySomeReasons: ['keyCompromise'],
        indirect: false,
      },
    });
  });

  it('that is indirect answers for the issuer that its entries name, and those after them', () => {
    const named = der.sequence(der.explicit(4, aName('Other CA')));
    const crl = readCrl(
      aCrl(
        [
          anEntry(1n, day),
          anEntry(2n, day, [anExtension(OID.certificateIssuer, named, true)]),
          anEntry(3n, day),
        ],
        [
          anExtension(
            OID.issuingDistributionPoint,
            der.sequence(der.contextPrimitive(4, Buffer.from([0xff]))),
            true,
          ),
        ],
      ),
    );
    const isListed = (serial: bigint, name: string): boolean =>
      findCrlEntry(crl, serial, issuer(name)) !== undefined;
    expect([1n, 2n, 3n].map((serial) => isListed(serial, 'CA'))).toEqual([true, false, false]);
    expect([1n, 2n, 3n].map((serial) => isListed(serial, 'Other CA'))).toEqual([false, true, true]);
  });

  it('of 20 MB is searched without an element for each entry', () => {
    const entry = anEntry(2n ** 127n + 1n, day, [anExtension(OID.crlReason, der.enumerated(1))]);
    const count = Math.ceil((20 * 1024 * 1024) / entry.length);
    const entries = Buffer.alloc(count * entry.length, entry);
    const last = anEntry(2n ** 127n + 2n, day);
    const crl = readCrl(aCrl([entries, last]));
    expect(countCrlEntries(crl)).toBe(count + 1);
    // The bound on elements that `readCrl` keeps is 10,000: a tree of these entries would pass it.
    expect(count).toBeGreaterThan(400_000);
    expect(findCrlEntry(crl, 2n ** 127n + 2n)?.serialNumber).toBe(2n ** 127n + 2n);
    expect(findCrlEntry(crl, 5n)).toBeUndefined();
  });

  it.each([
    ['an entry longer than its list', Buffer.from('3010020101', 'hex')],
    ['an entry of indefinite length', Buffer.from('308002010100', 'hex')],
    ['no entry', Buffer.from('0500', 'hex')],
  ])('with %s is refused where it is searched', (_, damaged) => {
    expect(() => findCrlEntry(readCrl(aCrl([damaged])), 9n)).toThrow('at byte');
  });
});
