import type { AppearancePlace } from './type-policy';

export interface PageSize {
  /** Points, as the page is seen. */
  readonly width: number;
  readonly height: number;
}

const [WIDTH, HEIGHT] = [190, 52];
const MARGIN = 24;
const GAP = 6;

/**
 * Where the next signature is seen: a frame in the corner, each further one beside it toward the middle of the page, so
 * that no two lie over each other. Null where the page has no room left.
 */
export function placeInCorner(
  page: PageSize,
  { page: which, corner }: AppearancePlace,
  signaturesBefore: number,
): { page: number; x: number; y: number; width: number; height: number } | null {
  const offset = signaturesBefore * (HEIGHT + GAP);
  const isTop = corner.startsWith('top');
  const y = isTop ? page.height - MARGIN - HEIGHT - offset : MARGIN + offset;
  const x = corner.endsWith('left') ? MARGIN : page.width - MARGIN - WIDTH;
  const fits = x >= 0 && x + WIDTH <= page.width && y >= 0 && y + HEIGHT <= page.height;
  return fits ? { page: which === 'first' ? 1 : -1, x, y, width: WIDTH, height: HEIGHT } : null;
}
