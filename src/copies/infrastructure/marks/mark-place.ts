import type { Matrix, PageFrame } from '@libro-firma/pdf';
import type { Margin, MarkPlace } from './mark';

const ALONG: Readonly<Record<Margin, number>> = { top: 0, bottom: 0, left: 90, right: 270 };

/** Size of something before it is turned. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * From the coordinates of a mark, whose lower left corner is 0, 0, to those of the page as it is seen: turned about its
 * middle, and the box around it laid against its margin.
 */
export function markMatrix({ width, height }: Size, frame: PageFrame, place: MarkPlace): Matrix {
  const turn = place.rotation ?? ALONG[place.margin];
  const box = boxAround({ width, height }, turn);
  const { margin, align, distance } = place;
  const along = margin === 'top' || margin === 'bottom' ? 'x' : 'y';
  const room = along === 'x' ? frame.width - box.width : frame.height - box.height;
  const shares = { start: distance, middle: room / 2, end: room - distance };
  const corner = {
    x: {
      top: shares[align],
      bottom: shares[align],
      left: distance,
      right: frame.width - distance - box.width,
    },
    y: {
      left: shares[align],
      right: shares[align],
      bottom: distance,
      top: frame.height - distance - box.height,
    },
  };
  return turnedAt(
    { width, height },
    turn,
    corner.x[margin] + box.width / 2,
    corner.y[margin] + box.height / 2,
  );
}

/** Turned about its middle, which comes to stand at `x`, `y`. */
export function turnedAt({ width, height }: Size, turn: number, x: number, y: number): Matrix {
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [cos, sin, -sin, cos, x - (cos * width - sin * height) / 2, y - (sin * width + cos * height) / 2];
}

/** The upright box around something turned. */
export function boxAround({ width, height }: Size, turn: number): Size {
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  return { width: width * cos + height * sin, height: width * sin + height * cos };
}
