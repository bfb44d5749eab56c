import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../texts/use-texts';
import { TextLayer } from './pdf-documents';
import type { OpenPdf } from './use-pdf';

interface PdfPageProps {
  readonly open: OpenPdf;
  readonly number: number;
  readonly scale: number;
  readonly onVisible: (number: number) => void;
}

/** One page: a white sheet of the right size, drawn when it comes near the window, with its text on top. */
export function PdfPage({ open, number, scale, onVisible }: PdfPageProps) {
  const say = useTexts();
  const sheet = useRef<HTMLDivElement>(null);
  const near = useNear(sheet, () => onVisible(number));
  const size = useDrawnPage(sheet, open, number, near ? scale : null);
  const width = (size?.width ?? open.width) * scale;
  const height = (size?.height ?? open.height) * scale;
  return (
    <div
      ref={sheet}
      className="lf-pdf-page"
      data-page={number}
      role="group"
      aria-label={say('pdf.page', { number, count: open.pdf.numPages })}
      style={{ width, height, ['--total-scale-factor' as string]: scale }}
    >
      <canvas aria-hidden="true" />
      <div className="textLayer" />
    </div>
  );
}

function useNear(sheet: React.RefObject<HTMLDivElement | null>, onVisible: () => void): boolean {
  const [near, setNear] = useState(false);
  const latest = useRef(onVisible);
  useEffect(() => {
    latest.current = onVisible;
  });
  useEffect(() => {
    const element = sheet.current;
    if (!element) return undefined;
    const root = element.closest('.lf-pdf-scroll');
    const drawing = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root,
      rootMargin: '100% 0px',
    });
    const reading = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) latest.current();
      },
      { root, rootMargin: '-45% 0px -45% 0px' },
    );
    drawing.observe(element);
    reading.observe(element);
    return () => {
      drawing.disconnect();
      reading.disconnect();
    };
  }, [sheet]);
  return near;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws at the given scale; without one, lets the pixels go: 500 drawn pages would fill the memory. */
function useDrawnPage(
  sheet: React.RefObject<HTMLDivElement | null>,
  open: OpenPdf,
  number: number,
  scale: number | null,
): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const canvas = sheet.current?.querySelector('canvas');
    const text = sheet.current?.querySelector<HTMLElement>('.textLayer');
    if (!canvas || !text || scale === null) return undefined;
    let stop: () => void = () => undefined;
    const run = new AbortController();
    const isStale = () => run.signal.aborted;
    const draw = async () => {
      const page = await open.pdf.getPage(number);
      if (isStale()) return;
      const natural = page.getViewport({ scale: 1 });
      setSize({ width: natural.width, height: natural.height });
      const density = Math.min(window.devicePixelRatio || 1, 2);
      const viewport = page.getViewport({ scale });
      const pixels = page.getViewport({ scale: scale * density });
      canvas.width = Math.floor(pixels.width);
      canvas.height = Math.floor(pixels.height);
      const rendering = page.render({ canvas, viewport: pixels });
      stop = () => rendering.cancel();
      await rendering.promise;
      const content = await page.getTextContent();
      if (isStale()) return;
      text.replaceChildren();
      await new TextLayer({ textContentSource: content, container: text, viewport }).render();
    };
    draw().catch(() => undefined);
    return () => {
      run.abort();
      stop();
      canvas.width = 0;
      canvas.height = 0;
      text.replaceChildren();
    };
  }, [sheet, open, number, scale]);
  return size;
}
