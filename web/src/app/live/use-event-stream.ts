import { useEffect, useRef } from 'react';
import { listen, type ServerEvent } from '../../api/event-stream';

interface Options {
  readonly onEvent: (event: ServerEvent) => void;
  readonly onBreak?: () => void;
}

const HIDDEN_FOR = 30_000;

/**
 * Listens while the page is looked at. A page in the background lets its line go after half a minute: a browser
 * keeps only six to one service, and an office works with many tabs.
 */
export function useEventStream(path: string | null, options: Options): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    if (path === null) return undefined;
    let stop: (() => void) | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const start = () => {
      stop ??= listen(path, {
        onEvent: (event) => latest.current.onEvent(event),
        onBreak: () => latest.current.onBreak?.(),
      });
    };
    const end = () => {
      stop?.();
      stop = null;
    };
    const onVisibility = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') start();
      else timer = setTimeout(end, HIDDEN_FOR);
    };
    start();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      end();
    };
  }, [path]);
}
