import { useLayoutEffect, useState, type RefObject } from 'react';

/** Width of an element, as it changes; small changes (a scroll bar) do not count. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () =>
      setWidth((before) => {
        const now = element.clientWidth;
        return Math.abs(now - before) > 20 ? now : before;
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
