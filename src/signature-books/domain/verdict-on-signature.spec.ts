import * as fc from 'fast-check';
import { judgeSignature, nextTryAfter, type VerifiedSignature } from './verdict-on-signature';

const RECEIVED = new Date('2026-03-02T10:00:00Z');
const EXPECTED = { taxCode: 'BNCNNA80A41H501X', wanted: 'qualified', receivedAt: RECEIVED } as const;

/** A report with the parts that a verdict looks at. */
function report(parts: Partial<VerifiedSignature> = {}): VerifiedSignature {
  return {
    indication: 'TOTAL_PASSED',
    subIndication: null,
    integrity: 'INTACT',
    signer: { taxCode: 'BNCNNA80A41H501X' },
    qualification: { level: 'QESig' },
    chain: [{ revocation: { state: 'GOOD', since: null } }],
    ...parts,
  };
}

const revoked = (since: string | null) => [{ revocation: { state: 'REVOKED', since } }];

describe('the verdict on a signature that a device has made', () => {
  it.each([
    ['a qualified one that passed', report(), 'COUNTS'],
    ['a tax code in small letters', report({ signer: { taxCode: 'bncnna80a41h501x' } }), 'COUNTS'],
    ['none on the whole file', undefined, 'SIGNATURE_BOOKS_SIGNATURE_NOT_VALID'],
    ['a broken one', report({ integrity: 'BROKEN' }), 'SIGNATURE_BOOKS_SIGNATURE_NOT_VALID'],
    [
      'somebody else’s',
      report({ signer: { taxCode: 'RSSMRA80A01H501U' } }),
      'SIGNATURE_BOOKS_SIGNED_BY_SOMEBODY_ELSE',
    ],
    [
      'one without a tax code',
      report({ signer: { taxCode: null } }),
      'SIGNATURE_BOOKS_SIGNED_BY_SOMEBODY_ELSE',
    ],
    ['a failed one', report({ indication: 'TOTAL_FAILED' }), 'SIGNATURE_BOOKS_SIGNATURE_NOT_VALID'],
    ['an advanced one', report({ qualification: { level: 'AdESig-QC' } }), 'SIGNATURE_BOOKS_NOT_QUALIFIED'],
    [
      'one of which no list speaks',
      report({ qualification: { level: 'NOT_DETERMINABLE' } }),
      'QUALIFICATION_NOT_DETERMINABLE',
    ],
    [
      'one whose issuer did not answer',
      report({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' }),
      'TRY_LATER',
    ],
    [
      'a revoked one',
      report({
        indication: 'INDETERMINATE',
        subIndication: 'REVOKED_NO_POE',
        chain: revoked('2026-03-02T10:00:00Z'),
      }),
      'SIGNATURE_BOOKS_CERTIFICATE_REVOKED',
    ],
    [
      'one revoked at no known instant',
      report({ indication: 'INDETERMINATE', chain: revoked(null) }),
      'SIGNATURE_BOOKS_CERTIFICATE_REVOKED',
    ],
    [
      'one revoked after it came',
      report({
        indication: 'INDETERMINATE',
        subIndication: 'REVOKED_NO_POE',
        chain: revoked('2026-03-02T10:00:01Z'),
      }),
      'REVOKED_NO_POE',
    ],
  ])('of %s', (_name, signature, expected) => {
    const verdict = judgeSignature(signature, EXPECTED);
    expect(
      verdict.kind === 'COUNTS' ? 'COUNTS' : verdict.kind === 'WAITS' ? verdict.why : verdict.refusal.code,
    ).toBe(expected);
  });

  it('asks of a valid one no more than that, where the type is content with it', () => {
    const advanced = report({ qualification: { level: 'AdES' } });
    expect(judgeSignature(advanced, { ...EXPECTED, wanted: 'valid' }).kind).toBe('COUNTS');
  });

  it('is looked for again ever later, and at least every hour', () => {
    fc.assert(
      fc.property(fc.nat(1_000), (tries) => {
        const waits = [tries, tries + 1].map(
          (one) => nextTryAfter(RECEIVED, one).getTime() - RECEIVED.getTime(),
        );
        expect(waits[0]).toBeGreaterThanOrEqual(30_000);
        expect(waits[1]).toBeGreaterThanOrEqual(waits[0]!);
        expect(waits[1]).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});
