import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Language, Refusal, RefusalKind } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOGGER, type Logger } from '../observability/logger';
import { isUnavailable } from '../database/is-unavailable';
import { isFull } from '../storage/is-full';
import { httpRefusals } from './http.refusals';
import type { Problem } from './problem.schema';
import { RefusedRequest } from './refused-request';

const STATUS: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  'too-slow': 408,
  'too-many': 429,
  unavailable: 503,
};

const RETRY_AFTER_SECONDS = '5';

/** Every answer that is not a success, as problem details (RFC 9457). A fault tells nothing but its request id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(fault: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = refusalFor(fault);
    if (refusal) {
      // Refused to whoever asks; whoever keeps the house running must make room.
      if (isFull(fault)) this.logger.error({ err: fault, alarm: 'NO_ROOM_LEFT' }, 'there is no room left');
      sendRefusal(request, reply, refusal);
      return;
    }
    this.logger.error(
      { err: fault, requestId: request.id, method: request.method, path: pathOf(request) },
      'a request failed',
    );
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    send(reply, {
      type: 'about:blank',
      title:
        languageOf(request) === 'it'
          ? 'Errore interno: riprovi; se si ripete, comunichi il codice della richiesta'
          : 'Internal fault: try again; if it happens again, report the request id',
      status: 500,
      code: 'INTERNAL_FAULT',
      instance: pathOf(request),
      requestId: request.id,
    });
  }
}

export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): void {
  const language = languageOf(request);
  const status = statusOf(refusal);
  if (status === 429 || status === 503) void reply.header('retry-after', RETRY_AFTER_SECONDS);
  send(reply, {
    type: `/api/problems#${refusal.code}`,
    title: refusal.text[language],
    status,
    code: refusal.code,
    ...(refusal.remedy && { remedy: refusal.remedy[language] }),
    instance: pathOf(request),
    requestId: request.id,
  });
}

export function statusOf(refusal: Refusal): number {
  return STATUS[refusal.kind];
}

/** Italian unless the client prefers English. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'it';
}

function send(reply: FastifyReply, problem: Problem): void {
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(problem);
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '';
}

function refusalFor(fault: unknown): Refusal | null {
  if (fault instanceof RefusedRequest) return fault.refusal;
  if (isFull(fault)) return httpRefusals.NO_ROOM_LEFT();
  return isUnavailable(fault) ? httpRefusals.TEMPORARILY_UNAVAILABLE() : refusalOf(fault);
}

/** What the form parser says of a form that broke off; it gives no code. */
const BROKEN_FORM = /unexpected end of multipart data|^Multipart: /i;

/** What Nest and Fastify refuse on their own before our code is reached. */
function refusalOf(fault: unknown): Refusal | null {
  if (fault instanceof Error && BROKEN_FORM.test(fault.message))
    return httpRefusals.INPUT_NOT_AS_DESCRIBED({ issues: fault.message });
  const status =
    fault instanceof HttpException ? fault.getStatus() : (fault as { statusCode?: unknown }).statusCode;
  switch (status) {
    case 400:
      return {
        ...httpRefusals.INPUT_NOT_AS_DESCRIBED({ issues: fault instanceof Error ? fault.message : '' }),
      };
    case 404:
      return httpRefusals.NOT_FOUND();
    case 413:
      return httpRefusals.BODY_TOO_LARGE();
    case 415:
      return httpRefusals.UNSUPPORTED_MEDIA_TYPE();
    case 429:
      return httpRefusals.TOO_MANY_REQUESTS();
    default:
      return null;
  }
}
