import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ObjectStore } from '../storage';

export interface SentObject {
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly disposition: 'inline' | 'attachment';
}

/**
 * Streams a stored object, whole or the range that was asked for (RFC 9110 §14). Its name is its hash, so it can be kept
 * by the browser for ever; a document never runs scripts in our origin, whatever it holds.
 */
export async function sendObject(
  request: FastifyRequest,
  reply: FastifyReply,
  store: ObjectStore,
  object: SentObject,
): Promise<void> {
  const size = await store.sizeOf(object.sha256);
  void reply
    .header('content-type', object.mediaType)
    .header(
      'content-disposition',
      `${object.disposition}; filename*=UTF-8''${encodeURIComponent(object.fileName)}`,
    )
    .header('accept-ranges', 'bytes')
    .header('etag', `"${object.sha256}"`)
    .header('cache-control', 'private, max-age=31536000, immutable')
    .header('content-security-policy', "sandbox; default-src 'none'");
  if (request.headers['if-none-match'] === `"${object.sha256}"`) {
    await reply.status(304).send();
    return;
  }
  const range = rangeOf(request.headers.range, size);
  if (range === 'unsatisfiable') {
    await reply.status(416).header('content-range', `bytes */${size}`).send();
    return;
  }
  const start = range?.start ?? 0;
  const end = range?.end ?? size - 1;
  void reply.header('content-length', Math.max(0, end - start + 1));
  if (range) void reply.status(206).header('content-range', `bytes ${start}-${end}/${size}`);
  await reply.send(await store.read(object.sha256, range ?? undefined));
}

/** One range only; several ranges are answered with the whole, as the standard allows. */
function rangeOf(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}
