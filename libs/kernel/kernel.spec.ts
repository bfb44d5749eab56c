import fc from 'fast-check';
import {
  accept,
  canonicalHash,
  canonicalJson,
  type CanonicalValue,
  defineRefusals,
  isId,
  isRefused,
  legalDate,
  legalYear,
  newId,
  refuse,
  StateTable,
} from './index';

describe('ids', () => {
  it('are version 7, of the RFC 9562 variant, unique and sorted by making', () => {
    const ids = Array.from({ length: 20_000 }, newId);
    expect(ids.every((id) => isId(id) && id[14] === '7' && /[89ab]/.test(id[19] ?? ''))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
  });
});

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of section 3.2.2', () => {
    const example = {
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('does not depend on the order of members, and reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text) as CanonicalValue)).toBe(text);
      }),
    );
  });

  it('keeps null, empty and absent apart, and does not normalise letters', () => {
    const hashes = [null, '', undefined, 'é', 'e\u0301'].map((subject) =>
      canonicalHash({ v: 'test/1', ...(subject !== undefined && { subject }) }).toString('hex'),
    );
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('refuses what has no canonical form', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
    expect(() => canonicalJson('\ud800')).toThrow(TypeError);
  });
});

describe('legal time', () => {
  it('is the day and year of Europe/Rome', () => {
    expect(legalDate(new Date('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
    expect(legalYear(new Date('2026-12-31T22:59:59Z'))).toBe(2026);
    expect(legalDate(new Date('2026-07-31T22:00:00Z'))).toBe('2026-08-01');
  });
});

describe('refusals', () => {
  const refusals = defineRefusals('signature-books', {
    TOO_LATE: { kind: 'conflict', text: { it: 'Scaduto il {due}', en: 'Due on {due}' } },
  });

  it('have a stable code and fill their texts', () => {
    const refusal = refusals.TOO_LATE({ due: '2026-01-01' });
    expect(refusal.code).toBe('SIGNATURE_BOOKS_TOO_LATE');
    expect(refusal.text.it).toBe('Scaduto il 2026-01-01');
    expect(isRefused(refuse(refusal))).toBe(true);
    expect(isRefused(accept({ ok: false }))).toBe(false);
  });
});

describe('state tables', () => {
  const row = { id: 'T1', actor: 'a', guard: 'g', effect: 'e' };
  const table = new StateTable<'OPEN' | 'DONE', 'finish'>(
    'door',
    'OPEN',
    ['DONE'],
    [{ ...row, action: 'finish', from: ['OPEN'], to: 'DONE' }],
  );

  it('decide by their rows alone', () => {
    expect(table.next('OPEN', 'finish')).toBe('DONE');
    expect(table.next('DONE', 'finish')).toBeUndefined();
    expect(table.diagram()).toContain('OPEN --> DONE: T1 finish');
  });

  it('refuse to be built when a final state is left or a transition is ambiguous', () => {
    const twice = { ...row, action: 'finish', from: ['OPEN'], to: 'DONE' } as const;
    expect(() => new StateTable<'OPEN' | 'DONE', 'finish'>('x', 'OPEN', ['OPEN'], [twice])).toThrow();
    expect(() => new StateTable<'OPEN' | 'DONE', 'finish'>('x', 'OPEN', ['DONE'], [twice, twice])).toThrow();
  });
});
