import fc from 'fast-check';
import { pagesOf } from './page-range';

describe('a range of pages', () => {
  it.each<[string | undefined, number[]]>([
    [undefined, [1, 2, 3, 4, 5]],
    ['3', [3]],
    ['1-3', [1, 2, 3]],
    ['4-', [4, 5]],
    ['-1', [5]],
    ['2--1', [2, 3, 4, 5]],
    ['5,1-2,2', [1, 2, 5]],
    [' 1 , 3 ', [1, 3]],
  ])('%j of five', (range, pages) => expect(pagesOf(range, 5)).toEqual(pages));

  it.each(['', '0', '6', '3-2', '1-6', '-6', 'a', '1,,2', '1-2-3', '1.5'])('%j is none of five', (range) =>
    expect(pagesOf(range, 5)).toBeUndefined(),
  );

  it('gives pages that are there, ascending, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.integer({ min: 1, max: 50 }), (range, count) => {
        const pages = pagesOf(range, count) ?? [];
        expect(
          pages.every((page, index) => page >= 1 && page <= count && page > (pages[index - 1] ?? 0)),
        ).toBe(true);
      }),
    );
  });
});
