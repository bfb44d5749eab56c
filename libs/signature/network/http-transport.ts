import { accept, refuse, type Refused, type Result } from '@libro-firma/kernel';
import { networkRefusals } from './network.refusals';
import type { NetworkRequest, Transport } from './transport';

export interface HttpTransportOptions {
  /** For the whole of one question, redirects included; 10 seconds by default. */
  readonly timeoutMilliseconds?: number;
  /**
   * Which addresses may be asked. Certificates name the addresses of their services, and a certificate may come from
   * anyone: whoever validates files of strangers keeps the inner network out of reach here. By default all http and
   * https addresses.
   */
  readonly allows?: (url: URL) => boolean;
}

const MAX_REDIRECTS = 3;

/** A transport over HTTP with the global `fetch`: one time limit, one size limit, at most three redirects of a GET. */
export function httpTransport(options: HttpTransportOptions = {}): Transport {
  const { timeoutMilliseconds = 10_000, allows = () => true } = options;
  return {
    async send(request) {
      const signal = AbortSignal.timeout(timeoutMilliseconds);
      let address = request.url;
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
        const url = URL.canParse(address) ? new URL(address) : undefined;
        if (!url || !/^https?:$/.test(url.protocol) || !allows(url)) {
          return refuse(networkRefusals.ADDRESS_NOT_ALLOWED({ url: address.slice(0, 200) }));
        }
        try {
          const response = await ask(url, request, signal);
          const next = response.headers.get('location');
          if (response.status < 300 || response.status > 399 || next === null) {
            return await readAnswer(url, response, request.maxBytes);
          }
          await response.body?.cancel();
          // A question with a body is not sent on: it may carry credentials meant for one host.
          if (request.body)
            return refuse(networkRefusals.STATUS({ host: url.host, status: response.status }));
          address = new URL(next, url).href;
        } catch (error) {
          return failure(url, error, timeoutMilliseconds);
        }
      }
      return refuse(networkRefusals.TOO_MANY_REDIRECTS({ host: new URL(request.url).host }));
    },
  };
}

function ask(url: URL, request: NetworkRequest, signal: AbortSignal): Promise<Response> {
  return fetch(url, {
    signal,
    redirect: 'manual',
    headers: { ...request.headers },
    ...(request.body && { method: 'POST', body: new Uint8Array(request.body) }),
  });
}

async function readAnswer({ host }: URL, response: Response, limit: number): Promise<Result<Buffer>> {
  if (response.status === 401 || response.status === 403) {
    await response.body?.cancel();
    return refuse(networkRefusals.CREDENTIALS_REFUSED({ host }));
  }
  if (!response.ok) {
    await response.body?.cancel();
    return refuse(networkRefusals.STATUS({ host, status: response.status }));
  }
  if (response.headers.get('content-type')?.startsWith('text/html') === true) {
    await response.body?.cancel();
    return refuse(networkRefusals.ANSWER_IS_A_PAGE({ host }));
  }
  if (Number(response.headers.get('content-length') ?? 0) > limit) {
    await response.body?.cancel();
    return refuse(networkRefusals.ANSWER_TOO_LARGE({ host, limit }));
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    // Leaving the loop cancels the rest of the answer.
    if (size > limit) return refuse(networkRefusals.ANSWER_TOO_LARGE({ host, limit }));
    parts.push(part);
  }
  return accept(Buffer.concat(parts));
}

/** What failed: the time ran out, the answer broke off, or nobody answered. The cause's own text may hold anything. */
function failure({ host }: URL, error: unknown, timeout: number): Refused {
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  if (name === 'TimeoutError') return refuse(networkRefusals.TIMED_OUT({ host, seconds: timeout / 1000 }));
  return refuse(
    message === 'terminated'
      ? networkRefusals.ANSWER_BROKEN({ host })
      : networkRefusals.UNREACHABLE({ host }),
  );
}
