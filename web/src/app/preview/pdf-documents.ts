import {
  getDocument,
  GlobalWorkerOptions,
  PDFWorker,
  TextLayer,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

export { TextLayer };
export type { PDFDocumentProxy };

GlobalWorkerOptions.workerSrc = workerUrl;

const KEPT_OPEN = 5;
const opened = new Map<string, PDFDocumentLoadingTask>();
let worker: PDFWorker | null = null;

/**
 * Opens a file, or finds it among the last five: going back and forth in the queue costs nothing. Large files are
 * read by ranges. Scripts, forms' actions and XFA are never run: this is a picture of the document.
 */
export function openPdf(url: string): Promise<PDFDocumentProxy> {
  const known = opened.get(url);
  if (known) {
    opened.delete(url);
    opened.set(url, known);
    return known.promise;
  }
  worker ??= new PDFWorker();
  const task = getDocument({
    url,
    worker,
    enableXfa: false,
    isEvalSupported: false,
    // The same picture on every desk: fonts that a file lacks come from us, never from the machine.
    useSystemFonts: false,
    disableAutoFetch: true,
    disableStream: true,
    rangeChunkSize: 262_144,
    cMapUrl: `${__PDFJS_ASSETS__}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${__PDFJS_ASSETS__}standard_fonts/`,
    wasmUrl: `${__PDFJS_ASSETS__}wasm/`,
    iccUrl: `${__PDFJS_ASSETS__}iccs/`,
  });
  opened.set(url, task);
  task.promise.catch(() => opened.delete(url));
  for (const [oldest, old] of opened) {
    if (opened.size <= KEPT_OPEN) break;
    opened.delete(oldest);
    void old.destroy();
  }
  return task.promise;
}
