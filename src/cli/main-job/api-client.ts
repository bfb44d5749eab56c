import { randomUUID } from 'node:crypto';
import { createWriteStream, openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Problem } from '../../platform/http';

const RETRIES = 240;
const RETRY_MS = 500;
const BUSY = [429, 502, 503];
/** The same request is still in progress, or died: its key is free again after a minute. */
const IN_PROGRESS = 'HTTP_STILL_IN_PROGRESS';

/** An answer that is not a success: what the service refused, in its own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Pick<Problem, 'code' | 'title'> & { remedy?: string | undefined },
  ) {
    super(problem.title);
    this.name = 'Refused';
  }
}

/** The service's API as one person uses it. A request that creates carries a key, so that it may be sent again. */
export class ApiClient {
  private cookie = '';

  constructor(private readonly url: string) {}

  async logIn(username: string, password: string): Promise<void> {
    const answer = await this.send('POST', '/session', JSON.stringify({ username, password }));
    this.cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  }

  /** The same person at another process of the service. */
  at(url: string): ApiClient {
    const same = new ApiClient(url);
    same.cookie = this.cookie;
    return same;
  }

  async get<T>(path: string): Promise<T> {
    return (await (await this.send('GET', path)).json()) as T;
  }

  async post<T>(path: string, body: object, key: string = randomUUID()): Promise<T> {
    const answer = await this.send('POST', path, JSON.stringify(body), key);
    const text = await answer.text();
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  /** Sends a file from disk without reading it into memory. */
  async upload<T>(path: string, file: string): Promise<T> {
    const form = new FormData();
    form.set('file', await openAsBlob(file), basename(file));
    return (await (await this.send('POST', path, form, randomUUID())).json()) as T;
  }

  async download(path: string, target: string): Promise<void> {
    const answer = await this.send('GET', path);
    if (!answer.body) throw new Error(`${path} has no body`);
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(target));
  }

  private async send(
    method: string,
    path: string,
    body?: string | FormData,
    key?: string,
  ): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.tryOnce(method, path, body, key);
      if (answer instanceof Response && answer.ok) return answer;
      const failure = answer instanceof Response ? await refusedBy(answer) : answer;
      const mayTryAgain =
        !(failure instanceof Refused) ||
        BUSY.includes(failure.status) ||
        failure.problem.code === IN_PROGRESS;
      if (!mayTryAgain || attempt >= RETRIES) throw failure;
      await new Promise((wake) => setTimeout(wake, RETRY_MS));
    }
  }

  private async tryOnce(
    method: string,
    path: string,
    body?: string | FormData,
    key?: string,
  ): Promise<Response | Error> {
    const headers: Record<string, string> = {
      'x-requested-with': 'libro-firma',
      'accept-language': 'it',
      cookie: this.cookie,
    };
    if (typeof body === 'string') headers['content-type'] = 'application/json';
    if (key) headers['idempotency-key'] = key;
    try {
      return await fetch(`${this.url}/api/v1${path}`, {
        method,
        headers,
        ...(body !== undefined && { body }),
      });
    } catch (fault) {
      // The service is being restarted: what had a key may be sent again.
      return fault instanceof Error ? fault : new Error(String(fault));
    }
  }
}

async function refusedBy(answer: Response): Promise<Refused> {
  const text = await answer.text();
  try {
    return new Refused(answer.status, JSON.parse(text) as Problem);
  } catch {
    return new Refused(answer.status, { code: `HTTP_${answer.status}`, title: text.slice(0, 200) });
  }
}
