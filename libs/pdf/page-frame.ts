/**
 * Where the visible page lies in the coordinates of its content. A page is seen through its crop box, turned clockwise
 * by /Rotate; stamps are placed in *seen* coordinates, from the lower left corner as the reader holds the sheet.
 *
 * @standard ISO 32000-1 §8.3.3 (matrices), §14.11.2 (page boundaries), table 30 (Rotate)
 */
export interface PageFrame {
  /** Size as seen. */
  readonly width: number;
  readonly height: number;
  /** From seen coordinates to those of the content. */
  readonly seenToContent: Matrix;
  readonly box: Box;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** As PDF writes it: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/**
 * A crop box that reaches past the media box shows nothing there.
 *
 * @standard ISO 32000-1 §14.11.2
 */
export function visibleBox(media: Box, crop: Box): Box {
  const [sheet, cut] = [upright(media), upright(crop)];
  const x = Math.max(sheet.x, cut.x);
  const y = Math.max(sheet.y, cut.y);
  const width = Math.min(sheet.x + sheet.width, cut.x + cut.width) - x;
  const height = Math.min(sheet.y + sheet.height, cut.y + cut.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : sheet;
}

/**
 * How a page is shown: its size upright, and the matrix from there to the page's own coordinates.
 *
 * @param rotate of the page, in degrees; what is no quarter turn counts as none
 * @standard ISO 32000-1 §8.3.3, §14.11.2, table 30
 */
export function pageFrame(box: Box, rotate: number): PageFrame {
  const { x, y, width, height } = box;
  const turn = ((rotate % 360) + 360) % 360;
  switch (turn) {
    case 90:
      return { width: height, height: width, seenToContent: [0, 1, -1, 0, x + width, y], box };
    case 180:
      return { width, height, seenToContent: [-1, 0, 0, -1, x + width, y + height], box };
    case 270:
      return { width: height, height: width, seenToContent: [0, -1, 1, 0, x, y + height], box };
    default:
      return { width, height, seenToContent: [1, 0, 0, 1, x, y], box };
  }
}

/** Makes the act smaller, and moves it up, so that a strip of `height` below it is free as the page is seen. */
export function makeRoomBelow(frame: PageFrame, height: number): Matrix {
  const scale = (frame.height - height) / frame.height;
  const within: Matrix = [scale, 0, 0, scale, (frame.width * (1 - scale)) / 2, height];
  return multiply(multiply(inverse(frame.seenToContent), within), frame.seenToContent);
}

/** First `first`, then `second`. */
export function multiply(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = second;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/**
 * The matrix that undoes another one.
 *
 * @throws Error for one that makes everything flat
 */
export function inverse([a, b, c, d, e, f]: Matrix): Matrix {
  const determinant = a * d - b * c;
  if (determinant === 0) throw new Error('a flat matrix has no inverse');
  return [
    d / determinant,
    -b / determinant,
    -c / determinant,
    a / determinant,
    (c * f - d * e) / determinant,
    (b * e - a * f) / determinant,
  ];
}

/** The point to which a matrix takes another one (ISO 32000-1 §8.3.3). */
export function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

function upright({ x, y, width, height }: Box): Box {
  return {
    x: Math.min(x, x + width),
    y: Math.min(y, y + height),
    width: Math.abs(width),
    height: Math.abs(height),
  };
}
