import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { z } from 'zod';
import { signingRefusals } from '../../domain/signing.refusals';
import { type CscError, errorAnswer, infoAnswer, type CscInfo, tokenAnswer } from './csc-messages';
import type { CscProvider } from './csc-settings';

const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** A token that ends sooner is not begun with. */
const TOKEN_MARGIN_MS = 30_000;
const DEFAULT_TOKEN_SECONDS = 3_600;

/** What the provider said, in its own words, beside what an office is told. */
export type CscOutcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CscError | null };

/** Calls of one provider: each a POST of JSON with a time limit and a size limit (§8). Nothing is asked twice by itself. */
export class CscService {
  private token: { readonly value: string; readonly until: number } | null = null;
  private known: CscInfo | null = null;

  constructor(private readonly provider: CscProvider) {}

  /** What the provider offers; asked once, for it changes with the provider's version only. */
  async info(): Promise<Result<CscInfo>> {
    if (this.known) return accept(this.known);
    const answer = await this.post('info', {}, infoAnswer, null);
    if (!answer.ok) return refuse(signingRefusals.DEVICE_UNAVAILABLE());
    this.known = answer.value;
    return accept(answer.value);
  }

  /** A call in our own name. `error` null: no answer, or none that can be read. */
  async call<T>(method: string, body: object, schema: z.ZodType<T>): Promise<CscOutcome<T>> {
    if (this.provider.authType === 'external') return this.post(method, body, schema, null);
    const token = await this.accessToken();
    if (token === null) return { ok: false, error: null };
    return this.post(method, body, schema, `Bearer ${token}`);
  }

  private async accessToken(): Promise<string | null> {
    if (this.token && this.token.until > Date.now() + TOKEN_MARGIN_MS) return this.token.value;
    const { authType } = this.provider;
    const answer = authType === 'basic' ? await this.logIn() : await this.clientCredentials();
    if (!answer.ok) return null;
    const { access_token: value, expires_in: seconds = DEFAULT_TOKEN_SECONDS } = answer.value;
    this.token = { value, until: Date.now() + seconds * 1_000 };
    return value;
  }

  /** §11.2 auth/login. */
  private logIn(): Promise<CscOutcome<z.output<typeof tokenAnswer>>> {
    return this.post('auth/login', {}, tokenAnswer, this.basic());
  }

  /** §8.3.3 oauth2/token, with the grant `client_credentials` (RFC 6749 §4.4). */
  private async clientCredentials(): Promise<CscOutcome<z.output<typeof tokenAnswer>>> {
    const { user = '', secret = '', tokenUrl } = this.provider;
    const info = tokenUrl === undefined ? await this.info() : null;
    const authority = (info?.ok ? info.value.oauth2 : undefined) ?? this.provider.url;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: user,
      client_secret: secret,
    });
    const address = tokenUrl ?? `${authority.replace(/\/$/, '')}/oauth2/token`;
    return this.send(address, form, tokenAnswer, {
      'content-type': 'application/x-www-form-urlencoded',
    });
  }

  private basic(): string {
    const { user = '', secret = '' } = this.provider;
    return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
  }

  private post<T>(
    method: string,
    body: object,
    schema: z.ZodType<T>,
    authorization: string | null,
  ): Promise<CscOutcome<T>> {
    return this.send(`${this.provider.url}/${method}`, JSON.stringify(body), schema, {
      'content-type': 'application/json',
      ...(authorization !== null && { authorization }),
    });
  }

  private async send<T>(
    address: string,
    body: string | URLSearchParams,
    schema: z.ZodType<T>,
    headers: Record<string, string>,
  ): Promise<CscOutcome<T>> {
    try {
      const response = await fetch(address, {
        method: 'POST',
        body,
        headers: { accept: 'application/json', ...headers },
        redirect: 'error', // a code is for this host alone
        signal: AbortSignal.timeout(this.provider.timeoutSeconds * 1_000),
      });
      const json = await boundedJson(response);
      if (response.status === 401) this.token = null;
      if (response.ok) {
        const read = schema.safeParse(json ?? {});
        return read.success ? { ok: true, value: read.data } : { ok: false, error: null };
      }
      const error = errorAnswer.safeParse(json);
      return { ok: false, error: error.success ? error.data : null };
    } catch {
      return { ok: false, error: null }; // the fault's own text may hold anything, a code included
    }
  }
}

async function boundedJson(response: Response): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > MAX_ANSWER_BYTES) throw new Error('an answer of a provider is too large');
    parts.push(part);
  }
  return size === 0 ? null : (JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown);
}
