import { useEffect, useState } from 'react';
import { openPdf, type PDFDocumentProxy } from './pdf-documents';

export interface OpenPdf {
  readonly pdf: PDFDocumentProxy;
  /** Size of the first page at scale 1, taken for the others until they are drawn. */
  readonly width: number;
  readonly height: number;
}

type Loading =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly open: OpenPdf }
  | { readonly state: 'failed' };

const STAY = 60;

export function usePdf(url: string): Loading {
  const [loading, setLoading] = useState<Loading & { readonly url: string }>({ state: 'loading', url });
  useEffect(() => {
    let current = true;
    const open = () => {
      openPdf(url).then(
        async (pdf) => {
          const page = await pdf.getPage(1);
          const { width, height } = page.getViewport({ scale: 1 });
          if (current) setLoading({ state: 'ready', open: { pdf, width, height }, url });
        },
        () => {
          if (current) setLoading({ state: 'failed', url });
        },
      );
    };
    // Who leafs through a list passes many documents by: only the one that is stayed at is opened.
    const timer = setTimeout(open, STAY);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [url]);
  return loading.url === url ? loading : { state: 'loading' };
}
