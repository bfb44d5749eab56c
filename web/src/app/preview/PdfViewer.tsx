import { useRef, useState, type Ref } from 'react';
import { ButtonDownload } from '../../design/ButtonDownload';
import { EmptyState } from '../../design/EmptyState';
import { Icon } from '../../design/Icon';
import { IconButton } from '../../design/IconButton';
import { Spinner } from '../../design/Spinner';
import { useTexts } from '../../texts/use-texts';
import { PdfPage } from './PdfPage';
import { usePdf, type OpenPdf } from './use-pdf';
import { useWidth } from './use-width';
import './pdf.css';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;
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
  const [zoom, setZoom] = useState<number>(1);
  const [current, setCurrent] = useState(1);
  const count = open.pdf.numPages;
  const scale = (Math.max(200, Math.min(WIDEST, width - MARGIN)) / open.width) * zoom;
  const goTo = (page: number) =>
    box.current?.querySelector(`[data-page="${page}"]`)?.scrollIntoView({ block: 'start' });
  const zoomTo = (direction: 1 | -1) => {
    const next = direction === 1 ? ZOOMS.find((step) => step > zoom) : ZOOMS.findLast((step) => step < zoom);
    if (next !== undefined) setZoom(next);
  };
  return (
    <div className="lf-pdf" ref={box}>
      <div className="lf-pdf-bar" role="toolbar" aria-label={say('pdf.label', { name })}>
        <IconButton
          icon="it-arrow-up"
          label={say('pdf.previous')}
          disabled={current <= 1}
          onClick={() => goTo(current - 1)}
        />
        <span className="lf-number">{say('pdf.pageOf', { number: current, count })}</span>
        <IconButton
          icon="it-arrow-down"
          label={say('pdf.next')}
          disabled={current >= count}
          onClick={() => goTo(current + 1)}
        />
        <span className="lf-pdf-gap" />
        <IconButton
          icon="it-zoom-out"
          label={say('pdf.zoomOut')}
          disabled={zoom <= ZOOMS[0]}
          onClick={() => zoomTo(-1)}
        />
        <IconButton
          icon="it-zoom-in"
          label={say('pdf.zoomIn')}
          disabled={zoom >= 3}
          onClick={() => zoomTo(1)}
        />
        <IconButton
          icon="it-exchange-circle"
          label={say('pdf.fit')}
          disabled={zoom === 1}
          onClick={() => setZoom(1)}
        />
        <a
          className="lf-icon-button"
          href={url}
          target="_blank"
          rel="noreferrer"
          aria-label={say('pdf.open')}
          title={say('pdf.open')}
        >
          <Icon name="it-external-link" />
        </a>
      </div>
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
