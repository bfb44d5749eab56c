import { currentLanguage } from '../texts/language';
import { ApiProblem, problemOf, unreachable } from './problem';

export const API = '/api/v1';

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

interface CallOptions {
  readonly query?: Query;
  readonly body?: unknown;
  /** Same key, same effect: kept by the caller over its attempts. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

type SessionLost = () => void;
let onSessionLost: SessionLost = () => undefined;

/** Whoever holds the session is told when the service no longer knows it. */
export function whenSessionIsLost(listener: SessionLost): void {
  onSessionLost = listener;
}

export function urlOf(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return `${API}${path}${text ? `?${text}` : ''}`;
}

export function headersOf(method: string, key?: string): Record<string, string> {
  return {
    'Accept-Language': currentLanguage(),
    ...(method !== 'GET' && { 'X-Requested-With': 'libro-firma' }),
    ...(key && { 'Idempotency-Key': key }),
  };
}

export function newKey(): string {
  return crypto.randomUUID();
}

async function send(method: string, path: string, options: CallOptions): Promise<Response> {
  const hasBody = options.body !== undefined;
  try {
    return await fetch(urlOf(path, options.query), {
      method,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json, application/problem+json',
        ...headersOf(method, options.key),
        ...(hasBody && { 'Content-Type': 'application/json' }),
      },
      ...(hasBody && { body: JSON.stringify(options.body) }),
      ...(options.signal && { signal: options.signal }),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw unreachable(path, cause);
  }
}

async function call(method: string, path: string, options: CallOptions = {}): Promise<unknown> {
  const response = await send(method, path, options);
  const text = await response.text();
  if (!response.ok) throw refused(problemOf(response.status, text, path), path);
  if (!text) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw unreachable(path, cause);
  }
}

export function refused(problem: ApiProblem, path: string): ApiProblem {
  if (problem.status === 401 && !path.startsWith('/session')) onSessionLost();
  return problem;
}

// The type of an answer is the service's own schema for that route; its tests hold it to that.
export function get<Answer>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer> {
  return call('GET', path, { ...(query && { query }), ...(signal && { signal }) }) as Promise<Answer>;
}

export function post<Answer>(path: string, body?: unknown, key?: string): Promise<Answer> {
  return call('POST', path, { body: body ?? {}, ...(key && { key }) }) as Promise<Answer>;
}

/** A file that the service makes of what is sent. */
export async function postForFile(path: string, body: unknown): Promise<Blob> {
  const response = await send('POST', path, { body });
  if (!response.ok) throw refused(problemOf(response.status, await response.text(), path), path);
  return response.blob();
}

export function put<Answer>(path: string, body: unknown): Promise<Answer> {
  return call('PUT', path, { body }) as Promise<Answer>;
}

export async function remove(path: string): Promise<void> {
  await call('DELETE', path);
}
