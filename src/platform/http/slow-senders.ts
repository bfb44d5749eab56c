import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PlatformSettings } from '../config';
import { httpRefusals } from './http.refusals';
import { RefusedRequest } from './refused-request';

/**
 * Refuses a body that drips (RFC 9110 §15.5.9): whoever sends a byte a second would hold a connection, a file and a request
 * for as long as he likes. Every body is measured, one window of time after the other, and refused when less arrived in one
 * than must. Only waiting for the sender counts: while bytes lie here unread, it is we who are slow.
 *
 * The refusal goes the way of every fault of a body: whoever reads it is thrown `RefusedRequest` and clears away what it
 * began. The connection ends with the answer.
 */
export function cutOffSlowSenders(
  server: FastifyInstance,
  settings: Pick<PlatformSettings, 'UPLOAD_MIN_BYTES_PER_SECOND' | 'UPLOAD_MEASURED_SECONDS'>,
): void {
  const seconds = settings.UPLOAD_MEASURED_SECONDS;
  const bytes = seconds * settings.UPLOAD_MIN_BYTES_PER_SECOND;
  server.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    if (bearsBody(request.raw))
      whenStarved(request.raw, { bytes, milliseconds: seconds * 1000 }, () => {
        void reply.header('connection', 'close');
        request.raw.emit('error', new RefusedRequest(httpRefusals.SENT_TOO_SLOWLY({ seconds, bytes })));
      });
    done();
  });
}

function bearsBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Calls once when fewer than `bytes` came in a window, although nothing of what came before lies unread. */
function whenStarved(
  body: IncomingMessage,
  least: { readonly bytes: number; readonly milliseconds: number },
  cutOff: () => void,
): void {
  let before = body.socket.bytesRead;
  const windows = setInterval(() => {
    const now = body.socket.bytesRead;
    const arrived = now - before;
    before = now;
    if (body.complete || body.destroyed) clearInterval(windows);
    else if (arrived < least.bytes && isWaitedFor(body)) {
      clearInterval(windows);
      cutOff();
    }
  }, least.milliseconds);
  windows.unref();
  body.once('error', () => clearInterval(windows)); // also so that an error which nobody reads is no fault of the process
  body.once('close', () => clearInterval(windows));
}

/** Somebody reads, and has read all that there is. */
function isWaitedFor({ readableFlowing, readableLength }: IncomingMessage): boolean {
  return readableFlowing !== null && readableLength === 0;
}
