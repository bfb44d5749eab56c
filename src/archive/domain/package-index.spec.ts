import fc from 'fast-check';
import { placeOf } from './package-index';

describe('places in a package', () => {
  it.each([
    ['delibera.pdf', 'atto/delibera.pdf'],
    ['../../etc/passwd', 'atto/_.._etc_passwd'],
    ['C:\\atti\\a?.pdf', 'atto/C_atti_a_.pdf'],
    ['nul.pdf', 'atto/_nul.pdf'],
    ['...', 'atto/file'],
    ['atto. ', 'atto/atto'],
  ])('%s', (given, place) => {
    expect(placeOf('MAIN', 0, given)).toBe(place);
  });

  it('is short, stays in its folder and differs by position whatever the names', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.integer({ min: 1, max: 998 }),
        (name, position) => {
          const place = placeOf('ANNEX', position, name);
          expect(place).toMatch(/^allegati\/\d{3}-[^/\\]+$/);
          expect(place.length).toBeLessThan(400);
          expect(place.toLowerCase()).not.toBe(placeOf('ANNEX', position + 1, name).toLowerCase());
        },
      ),
    );
  });
});
