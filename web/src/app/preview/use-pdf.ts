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

export function usePdf(url: string): Loading {
  const [loading, setLoading] = useState<Loading & { readonly url: string }>({ state: 'loading', url });
  useEffect(() => {
    let current = true;
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
    return () => {
      current = false;
    };
  }, [url]);
  return loading.url === url ? loading : { state: 'loading' };
}
