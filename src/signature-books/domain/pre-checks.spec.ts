import { type ActToCheck, checkAct } from './pre-checks';

const PLAIN: ActToCheck = {
  text: { pages: ['Si determina di provvedere ai lavori.'], tagged: true },
  annexes: 0,
  signers: ['Maria Rossi'],
  today: '2026-11-25',
  numberedAfter: true,
};
const noticed = (text: string, more: Partial<ActToCheck> = {}) =>
  checkAct({ ...PLAIN, text: { pages: [text], tagged: true }, ...more }).map(({ code, params }) => [
    code,
    params.mentioned,
  ]);

describe('what is noticed in an act before its route starts', () => {
  it('is nothing in an act that has what it says', () => {
    expect(checkAct(PLAIN)).toEqual([]);
    expect(noticed('Vedi l’allegato A e l’Allegato B', { annexes: 2 })).toEqual([]);
  });

  it.each([
    ['come da Allegato B', 1, 'Allegato B'],
    ['gli elaborati (all. 3)', 2, 'all. 3'],
    ['l’elenco è in allegato', 0, 'in allegato'],
    ['lo schema\nche si allega', 0, 'che si allega'],
    ['Allegato\nn. 2 e Allegato n. 1', 1, 'Allegato n. 2'],
  ])('is the annex that is mentioned and absent: %s', (text, annexes, mentioned) => {
    expect(noticed(text, { annexes })).toEqual([['MENTIONED_ANNEX', mentioned]]);
  });

  it.each(['si allega all’istanza', 'allegati sub judice', 'l’allegato tecnico del bando'])(
    'is no annex where none is named: %s',
    (text) => expect(noticed(text.replace('si allega', 'si unisce'))).toEqual([]),
  );

  it.each([
    ['DETERMINAZIONE n. ______ del ____/____/____', 'DETERMINAZIONE n. ______ del ____/____/____'],
    ['Prot. n. ........', 'Prot. n. ........'],
  ])('is a number left to fill in, of an act that is numbered after it is signed: %s', (text, mentioned) => {
    expect(noticed(text)).toEqual([['EMPTY_NUMBER', mentioned]]);
    expect(noticed(text, { numberedAfter: false })).toEqual([]);
  });

  it.each([
    ['Palermo, 3 marzo 2025', '03/03/2025'],
    ['Palermo, lì 03/03/2025', '03/03/2025'],
    ['Fatto addì 1 gennaio 2027', '01/01/2027'],
  ])('is a date of the act far from today: %s', (text, mentioned) => {
    expect(noticed(text)).toEqual([['OTHER_DATE', mentioned]]);
  });

  it.each([
    'Palermo, 20 novembre 2026',
    'vista la legge 7 agosto 1990, n. 241',
    'Palermo, lì 40 brumaio 2025',
  ])('is no date that is near, or only cited: %s', (text) => expect(noticed(text)).toEqual([]));

  it('is a signer of the text who is not in the route, whatever the case and the accents', () => {
    expect(noticed('IL DIRIGENTE\nDott. Nicolò Verdi')).toEqual([['OTHER_SIGNER', 'Nicolò Verdi']]);
    expect(noticed('IL DIRIGENTE\nNICOLO VERDI', { signers: ['Nicolò Verdi'] })).toEqual([]);
    expect(noticed('Il Dirigente del Settore\n\nDott.ssa Maria Rossi')).toEqual([]);
  });

  it('is that it cannot be read by everybody', () => {
    expect(checkAct({ ...PLAIN, text: null }).map(({ code }) => code)).toEqual(['NO_TEXT']);
    expect(checkAct({ ...PLAIN, text: { pages: ['a'], tagged: false } }).map(({ code }) => code)).toEqual([
      'NOT_TAGGED',
    ]);
  });

  it('comes soon, also for a text made to keep it busy', () => {
    const hostile = [
      'allegato '.repeat(40_000),
      'Il dirigente '.repeat(40_000),
      `n. ${'_'.repeat(200_000)}`,
      'A '.repeat(200_000),
    ];
    for (const text of hostile) expect(noticed(text).length).toBeLessThan(3); // or this test never ends
  });
});
