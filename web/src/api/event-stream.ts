import { headersOf, refused, urlOf } from './client';
import { problemOf } from './problem';

export interface ServerEvent {
  readonly id: string;
  readonly name: string;
  readonly data: string;
}

interface Listener {
  readonly onEvent: (event: ServerEvent) => void;
  /** The line broke and will be tried again: a good moment to ask for the present state. */
  readonly onBreak?: () => void;
}

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

/**
 * Server-sent events over fetch: unlike EventSource it can say which language it wants and tells an expired
 * session from a broken line. Reconnects by itself, naming the last event that it saw.
 */
export function listen(path: string, listener: Listener): () => void {
  const stop = new AbortController();
  void keepListening(path, listener, stop.signal);
  return () => stop.abort();
}

async function keepListening(path: string, listener: Listener, signal: AbortSignal): Promise<void> {
  let lastId = '';
  let pause = FIRST_PAUSE;
  const isOver = () => signal.aborted;
  while (!isOver()) {
    const outcome = await listenOnce(path, lastId, signal, (event) => {
      if (event.id) lastId = event.id;
      pause = FIRST_PAUSE;
      listener.onEvent(event);
    });
    if (outcome === 'refused' || isOver()) return;
    listener.onBreak?.();
    await sleep(pause, signal);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

async function listenOnce(
  path: string,
  lastId: string,
  signal: AbortSignal,
  onEvent: (event: ServerEvent) => void,
): Promise<'ended' | 'refused'> {
  try {
    const response = await fetch(urlOf(path), {
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
      headers: {
        Accept: 'text/event-stream',
        ...headersOf('GET'),
        ...(lastId && { 'Last-Event-ID': lastId }),
      },
    });
    if (!response.ok || !response.body) {
      refused(problemOf(response.status, '', path), path);
      return response.status < 500 && response.status !== 429 ? 'refused' : 'ended';
    }
    await read(response.body, onEvent);
  } catch {
    // A broken line and our own withdrawal look alike here; the caller knows which it was.
  }
  return 'ended';
}

async function read(body: ReadableStream<Uint8Array>, onEvent: (event: ServerEvent) => void): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    pending = (pending + decoder.decode(value, { stream: true })).replaceAll('\r\n', '\n');
    for (let end = pending.indexOf('\n\n'); end >= 0; end = pending.indexOf('\n\n')) {
      const event = parseEvent(pending.slice(0, end));
      pending = pending.slice(end + 2);
      if (event) onEvent(event);
    }
  }
}

export function parseEvent(block: string): ServerEvent | null {
  let id = '';
  let name = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon === 0) continue;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') id = value;
    else if (field === 'event') name = value;
    else if (field === 'data') data.push(value);
  }
  return data.length > 0 ? { id, name, data: data.join('\n') } : null;
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
