import { lazy, Suspense, type Ref } from 'react';
import { ButtonDownload } from '../../design/ButtonDownload';
import { EmptyState } from '../../design/EmptyState';
import { Skeleton } from '../../design/Skeleton';
import { useTexts } from '../../texts/use-texts';

const PdfViewer = lazy(async () => ({ default: (await import('./PdfViewer')).PdfViewer }));

interface FilePreviewProps {
  readonly url: string;
  readonly name: string;
  readonly mediaType: string;
  readonly scrollRef?: Ref<HTMLDivElement>;
}

/** Shows a PDF; any other file is offered for download. The viewer is fetched with the first PDF. */
export function FilePreview({ url, name, mediaType, scrollRef }: FilePreviewProps) {
  const say = useTexts();
  if (mediaType !== 'application/pdf') {
    return (
      <EmptyState
        icon="it-file"
        title={name}
        action={<ButtonDownload href={url}>{say('action.download')}</ButtonDownload>}
      >
        {say('pdf.noPreview')}
      </EmptyState>
    );
  }
  return (
    <Suspense fallback={<Skeleton rows={3} />}>
      <PdfViewer url={url} name={name} scrollRef={scrollRef} />
    </Suspense>
  );
}

/** Fetches a file before it is asked for. */
export function prefetchPdf(url: string): void {
  void import('./pdf-documents').then(({ openPdf }) => openPdf(url)).catch(() => undefined);
}
