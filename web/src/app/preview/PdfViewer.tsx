import { useRef, useState, type Ref } from 'react';
import { ButtonDownload } from '../../design/ButtonDownload';
import { EmptyState } from '../../design/EmptyState';
import { Spinner } from '../../design/Spinner';
import { useTexts } from '../../texts/use-texts';
import { PdfPage } from './PdfPage';
import { PdfToolbar } from './PdfToolbar';
import { usePdf, type OpenPdf } from './use-pdf';
import { useWidth } from './use-width';
import './pdf.css';

const MARGIN = 32;
const WIDEST = 940;

interface PdfViewerProps {
  readonly url: string;
  readonly name: string;
  /** The part that scrolls, for keys that turn its pages. */
  readonly scrollRef?: Ref<HTMLDivElement> | undefined;
}

export function PdfViewer({ url, name, scrollRef }: PdfViewerProps) {
  const say = useTexts();
  const loading = usePdf(url);
  if (loading.state === 'failed') {
    return (
      <EmptyState
        icon="it-file"
        title={say('pdf.failed')}
        action={<ButtonDownload href={url}>{say('action.download')}</ButtonDownload>}
      >
        {say('pdf.failedDetail')}
      </EmptyState>
    );
  }
  if (loading.state === 'loading') {
    return (
      <div className="lf-pdf-scroll lf-pdf-loading" role="status">
        <Spinner />
        <span className="visually-hidden">{say('state.loading')}</span>
      </div>
    );
  }
  return <Pages key={url} open={loading.open} url={url} name={name} scrollRef={scrollRef} />;
}

function Pages({ open, url, name, scrollRef }: PdfViewerProps & { readonly open: OpenPdf }) {
  const say = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [zoom, setZoom] = useState(1);
  const [current, setCurrent] = useState(1);
  const count = open.pdf.numPages;
  const scale = (Math.max(200, Math.min(WIDEST, width - MARGIN)) / open.width) * zoom;
  const goTo = (page: number) =>
    box.current?.querySelector(`[data-page="${page}"]`)?.scrollIntoView({ block: 'start' });
  return (
    <div className="lf-pdf" ref={box}>
      <PdfToolbar
        url={url}
        name={name}
        page={current}
        count={count}
        zoom={zoom}
        onPage={goTo}
        onZoom={setZoom}
      />
      <div
        className="lf-pdf-scroll"
        ref={scrollRef}
        tabIndex={0}
        role="region"
        aria-label={say('pdf.label', { name })}
      >
        {width > 0 &&
          Array.from({ length: count }, (_, index) => (
            <PdfPage key={index} open={open} number={index + 1} scale={scale} onVisible={setCurrent} />
          ))}
      </div>
    </div>
  );
}
