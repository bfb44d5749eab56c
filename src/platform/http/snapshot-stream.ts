import type { FastifyReply, FastifyRequest } from 'fastify';

const HEARTBEAT_MS = 15_000;

export interface SnapshotSource<T> {
  readonly event: string;
  readonly everyMs: number;
  /** The present state and a mark that changes with it; null when it is gone or may no longer be seen. */
  read(): Promise<{ readonly mark: string; readonly data: T } | null>;
  /** True when nothing more will ever change: the stream ends. */
  isFinal?(data: T): boolean;
}

/**
 * Server-sent events of a state that others change: the present state first, then again each time its mark changes. The
 * state is read from the database, so it does not matter which process made the change, and whoever reconnects needs no
 * history. A heartbeat keeps proxies from closing the connection.
 */
export async function streamSnapshots<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  source: SnapshotSource<T>,
): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'keep-alive',
  });
  raw.write('retry: 2000\n\n');
  const connection = { open: true };
  // The response's: a request without a body is closed as soon as it is read.
  raw.on('close', () => {
    connection.open = false;
  });
  let lastMark = request.headers['last-event-id'] ?? '';
  let lastWrite = Date.now();
  while (connection.open) {
    const snapshot = await source.read().catch(() => undefined);
    if (snapshot === null) break;
    if (snapshot && snapshot.mark !== lastMark) {
      lastMark = snapshot.mark;
      lastWrite = Date.now();
      raw.write(`id: ${snapshot.mark}\nevent: ${source.event}\ndata: ${JSON.stringify(snapshot.data)}\n\n`);
    } else if (Date.now() - lastWrite > HEARTBEAT_MS) {
      lastWrite = Date.now();
      raw.write(': still here\n\n');
    }
    // Also for whoever has seen it already: nothing more is to come.
    if (snapshot && source.isFinal?.(snapshot.data)) break;
    await new Promise((wake) => setTimeout(wake, source.everyMs));
  }
  raw.end();
}
