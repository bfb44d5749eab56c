/** The four margins of a page as its reader holds it. */
export const MARGINS = ['top', 'bottom', 'left', 'right'] as const;
export type Margin = (typeof MARGINS)[number];

export const ALIGNMENTS = ['start', 'middle', 'end'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** Where a mark stands. Lengths in points, angles in degrees against the clock, as the page is seen. */
export interface MarkPlace {
  readonly margin: Margin;
  /** Along the margin: from the left, or from the bottom. */
  readonly align: Alignment;
  /** From the edges of the page. */
  readonly distance: number;
  /** By default along the margin: 0 above and below, 90 on the left, 270 on the right. */
  readonly rotation?: number;
}

/**
 * What is drawn on pages of a copy. In `text` of every kind `{page}` and `{pages}` stand for the number of the page and
 * how many there are.
 */
export type Mark =
  | { readonly kind: 'text'; readonly text: string; readonly size: number; readonly place: MarkPlace }
  | { readonly kind: 'qr'; readonly text: string; readonly size: number; readonly place: MarkPlace }
  | {
      readonly kind: 'barcode';
      readonly text: string;
      /** Of the bars. */
      readonly width: number;
      readonly height: number;
      readonly place: MarkPlace;
    }
  | {
      /** Pale, across the middle of the page, by default along its diagonal. */
      readonly kind: 'watermark';
      readonly text: string;
      readonly rotation?: number;
    };

/** Marks for some pages of a copy. */
export interface MarkOrder {
  readonly marks: readonly Mark[];
  /** Such as `1-3,5,-1`: numbers from 1, from the end with a minus; all pages when absent. */
  readonly pages?: string;
}

/** The longest text of one mark. */
export const MAX_MARK_TEXT = 500;
