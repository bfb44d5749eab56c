import fc from 'fast-check';
import { IMPORT_COLUMNS, type ImportColumn, readHead, REQUIRED_COLUMNS } from './import-columns';
import { LINE_FAULTS, readEntry } from './imported-entry';
import { startOf } from './register-start';

const TODAY = '2026-11-25';
/** `column=text` for each cell, as the file would name it. */
const cellsOf = (...cells: readonly string[]): Partial<Record<ImportColumn, string>> =>
  Object.fromEntries(
    cells.map((cell) => [cell.slice(0, cell.indexOf('=')), cell.slice(cell.indexOf('=') + 1)]),
  );
const GOOD = cellsOf(
  'numero=12',
  'anno=2019',
  'data=03/02/2019',
  'tipo=E',
  'oggetto=Istanza',
  'mittente=Ninfa D’Alù | Comune di Agrò',
);
const read = (...cells: readonly string[]) =>
  readEntry((column) => ({ ...GOOD, ...cellsOf(...cells) })[column] ?? '', TODAY);

describe('a line of an old register', () => {
  it('is an entry with its own number', () => {
    expect(read('ora=9:05', `impronta=${'AB'.repeat(32)}`, 'annullata=sì', 'mezzo=A mano')).toMatchObject({
      entry: {
        year: 2019,
        number: 12,
        registeredOn: '2019-02-03',
        registeredTime: '09:05:00',
        direction: 'INCOMING',
        senders: ['Ninfa D’Alù', 'Comune di Agrò'],
        recipients: [],
        algorithm: 'SHA-256',
        hash: 'ab'.repeat(32),
        annulled: true,
        means: 'HAND',
      },
    });
  });

  it('has a hash in hexadecimal or in base64, by its length', () => {
    const sha1 = Buffer.alloc(20, 7);
    expect(read(`impronta=${sha1.toString('base64')}`)).toMatchObject({
      entry: { algorithm: 'SHA-1', hash: sha1.toString('hex') },
    });
  });

  it.each([
    ['numero=0', 'NUMBER'],
    ['numero=12bis', 'NUMBER'],
    ['numero=-1', 'NUMBER'],
    ['anno=2027', 'YEAR'],
    ['anno=19', 'YEAR'],
    ['data=', 'DATE'],
    ['data=31/02/2019', 'DATE'],
    ['data=2026-11-26', 'DATE'],
    ['ora=25:00', 'DATE'],
    ['tipo=X', 'DIRECTION'],
    ['annullata=forse', 'MARK'],
    ['impronta=abc', 'HASH'],
    [`oggetto=${'x'.repeat(20_001)}`, 'TOO_LONG'],
    [`mittente=${'x|'.repeat(300)}`, 'TOO_LONG'],
  ] as const)('says no entry with %s', (cell, fault) => {
    expect(read(cell)).toEqual({ fault });
  });

  it('with whatever is in its cells is an entry within the bounds, or names its fault', () => {
    const cells = fc.record(
      Object.fromEntries(
        IMPORT_COLUMNS.map((column) => [column, fc.oneof(fc.string(), fc.constant(GOOD[column] ?? ''))]),
      ),
    );
    fc.assert(
      fc.property(cells, (given) => {
        const outcome = readEntry((column) => given[column] ?? '', TODAY);
        if ('fault' in outcome) return LINE_FAULTS.includes(outcome.fault);
        const { number, year, registeredOn, subject } = outcome.entry;
        return (
          number >= 1 && year >= 1861 && year <= 2026 && registeredOn <= TODAY && subject.length <= 20_000
        );
      }),
    );
  });
});

describe('the head of an old register', () => {
  it('names the columns in any order', () => {
    const head = readHead([
      'Oggetto',
      'NUMERO',
      'anno',
      'Data ',
      'tipo',
      'mittente',
      'destinatario',
      'data arrivo',
    ]);
    expect('places' in head && head.places.get('data_arrivo')).toBe(7);
  });

  it.each([
    [REQUIRED_COLUMNS.filter((column) => column !== 'data'), { kind: 'MISSING', columns: ['data'] }],
    [[...REQUIRED_COLUMNS, 'cap'], { kind: 'UNKNOWN', columns: ['cap'] }],
    [[...REQUIRED_COLUMNS, 'oggetto'], { kind: 'TWICE', columns: ['oggetto'] }],
  ])('%p is refused', (head, fault) => {
    expect(readHead(head)).toEqual({ fault });
  });
});

describe('the first number of a register', () => {
  const start = { isLoading: false, highestImported: null, firstNumber: null };
  it('is 1, or what the act says, and never one that was given before', () => {
    expect(startOf(start)).toEqual({ ok: true, value: 1 });
    expect(startOf({ ...start, firstNumber: 801, highestImported: 800 })).toEqual({ ok: true, value: 801 });
    for (const taken of [
      { ...start, highestImported: 800 },
      { ...start, highestImported: 800, firstNumber: 800 },
    ])
      expect(startOf(taken)).toMatchObject({ refusal: { code: 'PROTOCOL_REGISTER_NOT_OPENED' } });
    expect(startOf({ ...start, isLoading: true })).toMatchObject({
      refusal: { code: 'PROTOCOL_IMPORT_RUNNING' },
    });
  });
});
