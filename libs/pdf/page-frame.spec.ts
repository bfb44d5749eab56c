import fc from 'fast-check';
import { apply, inverse, makeRoomBelow, type Matrix, multiply, pageFrame, visibleBox } from './page-frame';

const box = fc.record({
  x: fc.integer({ min: -500, max: 500 }),
  y: fc.integer({ min: -500, max: 500 }),
  width: fc.integer({ min: 50, max: 3000 }),
  height: fc.integer({ min: 50, max: 3000 }),
});
const rotate = fc.constantFrom(0, 90, 180, 270, -90, 450);

describe('the frame of a page', () => {
  it('has the seen lower left corner where the reader sees it', () => {
    const portrait = { x: 10, y: 20, width: 200, height: 300 };
    expect(apply(pageFrame(portrait, 0).seenToContent, 0, 0)).toEqual([10, 20]);
    expect(apply(pageFrame(portrait, 90).seenToContent, 0, 0)).toEqual([210, 20]);
    expect(apply(pageFrame(portrait, 180).seenToContent, 0, 0)).toEqual([210, 320]);
    expect(apply(pageFrame(portrait, 270).seenToContent, 0, 0)).toEqual([10, 320]);
  });

  it('covers exactly the box, however the page is turned', () => {
    fc.assert(
      fc.property(box, rotate, (page, turn) => {
        const { width, height, seenToContent } = pageFrame(page, turn);
        const corners = [apply(seenToContent, 0, 0), apply(seenToContent, width, height)];
        const xs = corners.map(([x]) => x).sort((left, right) => left - right);
        const ys = corners.map(([, y]) => y).sort((left, right) => left - right);
        expect(xs).toEqual([page.x, page.x + page.width]);
        expect(ys).toEqual([page.y, page.y + page.height]);
      }),
    );
  });

  it('makes room below as the page is seen, and keeps all of the act on the sheet', () => {
    fc.assert(
      fc.property(box, rotate, fc.double({ min: 0.02, max: 0.4, noNaN: true }), (page, turn, share) => {
        const frame = pageFrame(page, turn);
        const strip = frame.height * share;
        const toSeen = multiply(makeRoomBelow(frame, strip), inverse(frame.seenToContent));
        for (const [x, y] of [
          [page.x, page.y],
          [page.x + page.width, page.y + page.height],
        ] as const) {
          const [u, v] = apply(toSeen, x, y);
          expect(v).toBeGreaterThan(strip - 0.001);
          expect(v).toBeLessThan(frame.height + 0.001);
          expect(u).toBeGreaterThan(-0.001);
          expect(u).toBeLessThan(frame.width + 0.001);
        }
      }),
    );
  });

  it('inverts what it can', () => {
    const matrix: Matrix = [2, 1, -1, 3, 5, 7];
    multiply(matrix, inverse(matrix)).forEach((value, place) =>
      expect(value).toBeCloseTo([1, 0, 0, 1, 0, 0][place]!),
    );
    expect(() => inverse([0, 0, 0, 0, 1, 1])).toThrow('no inverse');
  });

  it('is what media box and crop box have in common', () => {
    const media = { x: 0, y: 0, width: 100, height: 200 };
    expect(visibleBox(media, { x: 10, y: -10, width: 500, height: 100 })).toEqual({
      x: 10,
      y: 0,
      width: 90,
      height: 90,
    });
    expect(visibleBox(media, { x: 90, y: 190, width: -80, height: -180 })).toEqual({
      x: 10,
      y: 10,
      width: 80,
      height: 180,
    });
    expect(visibleBox(media, { x: 900, y: 0, width: 5, height: 5 })).toEqual(media);
  });
});
