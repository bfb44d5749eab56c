import fc from 'fast-check';
import { placeInCorner } from './appearance-place';
import { CORNERS, PAGES } from './type-policy';

const A4 = { width: 595, height: 842 };

describe('where a signature is seen', () => {
  it('is the corner that the type names', () => {
    expect(placeInCorner(A4, { page: 'last', corner: 'bottom-right' }, 0)).toEqual({
      ...{ page: -1, x: 381, y: 24, width: 190, height: 52 },
    });
    expect(placeInCorner(A4, { page: 'first', corner: 'top-left' }, 0)).toMatchObject({
      page: 1,
      x: 24,
      y: 766,
    });
  });

  it('is on the page, and over no other signature, whatever the page and however many signed before', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 50, max: 2000 }),
      height: fc.integer({ min: 50, max: 2000 }),
    });
    const corners = fc.constantFrom(...CORNERS);
    const pages = fc.constantFrom(...PAGES);
    fc.assert(
      fc.property(sizes, corners, pages, fc.integer({ min: 0, max: 30 }), (size, corner, page, before) => {
        const [one, next] = [before, before + 1].map((count) => placeInCorner(size, { page, corner }, count));
        for (const place of [one, next]) {
          if (!place) continue;
          expect(place.x >= 0 && place.x + place.width <= size.width).toBe(true);
          expect(place.y >= 0 && place.y + place.height <= size.height).toBe(true);
        }
        if (one && next) expect(Math.abs(one.y - next.y)).toBeGreaterThanOrEqual(one.height);
        if (!one) expect(next).toBeNull();
      }),
    );
  });
});
