import { Icon } from '../../design/Icon';
import { IconButton } from '../../design/IconButton';
import { useTexts } from '../../texts/use-texts';

export const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;
const LARGEST = 3;

interface PdfToolbarProps {
  readonly url: string;
  readonly name: string;
  readonly page: number;
  readonly count: number;
  readonly zoom: number;
  readonly onPage: (page: number) => void;
  readonly onZoom: (zoom: number) => void;
}

/** Page by page, larger and smaller, and the file itself in a window of its own. */
export function PdfToolbar({ url, name, page, count, zoom, onPage, onZoom }: PdfToolbarProps) {
  const say = useTexts();
  const step = (direction: 1 | -1) => {
    const next = direction === 1 ? ZOOMS.find((each) => each > zoom) : ZOOMS.findLast((each) => each < zoom);
    if (next !== undefined) onZoom(next);
  };
  return (
    <div className="lf-pdf-bar" role="toolbar" aria-label={say('pdf.label', { name })}>
      <IconButton
        icon="it-arrow-up"
        label={say('pdf.previous')}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      />
      <span className="lf-number">{say('pdf.pageOf', { number: page, count })}</span>
      <IconButton
        icon="it-arrow-down"
        label={say('pdf.next')}
        disabled={page >= count}
        onClick={() => onPage(page + 1)}
      />
      <span className="lf-pdf-gap" />
      <IconButton
        icon="it-zoom-out"
        label={say('pdf.zoomOut')}
        disabled={zoom <= ZOOMS[0]}
        onClick={() => step(-1)}
      />
      <IconButton
        icon="it-zoom-in"
        label={say('pdf.zoomIn')}
        disabled={zoom >= LARGEST}
        onClick={() => step(1)}
      />
      <IconButton
        className="lf-pdf-fit"
        icon="it-maximize"
        label={say('pdf.fit')}
        disabled={zoom === 1}
        onClick={() => onZoom(1)}
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
  );
}
