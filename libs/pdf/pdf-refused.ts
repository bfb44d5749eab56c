import { accept, refuse, type Refusal, type Result } from '@libro-firma/kernel';
import { pdfRefusals } from './refusals';

/**
 * Thrown inside the library where deep code must give up for a reason that the reader of the file will be told, and
 * by the lazy readers of `PdfDocument`. {@link attempt} makes it a `Result` again at every door.
 */
export class PdfRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`${refusal.code}: ${refusal.text.en}`);
    this.name = 'PdfRefused';
  }
}

/** Runs `work`; a {@link PdfRefused} thrown in it becomes a refused result, every other error stays a fault. */
export function attempt<T>(work: () => T): Result<T> {
  try {
    return accept(work());
  } catch (error) {
    if (error instanceof PdfRefused) return refuse(error.refusal);
    throw error;
  }
}

/** Gives up on a file whose structure is broken; `detail` is short, English, and names no content. */
export function damaged(detail: string): PdfRefused {
  return new PdfRefused(pdfRefusals.DAMAGED({ detail }));
}
