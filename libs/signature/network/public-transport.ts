import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import {
  accept,
  isPublicAddress,
  lookupPublic,
  PrivateAddress,
  refuse,
  type Result,
} from '@libro-firma/kernel';
import { networkRefusals } from './network.refusals';
import type { NetworkRequest, Transport } from './transport';

export interface PublicTransportOptions {
  /** For the whole of one question, redirects included; 10 seconds by default. */
  readonly timeoutMilliseconds?: number;
  /** Hosts with their port that may be asked although they are not public: an installation's own services, tests. */
  readonly exceptions?: readonly string[];
}

const MAX_REDIRECTS = 3;
const NOT_MODIFIED = 304;

/** What a service answered; no bytes: what the asker holds is still what it would answer (304). */
export interface PublicAnswer {
  readonly bytes: Buffer | undefined;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

/**
 * A transport for addresses that strangers chose, such as those in the certificates of a file: http and https only, and
 * no host of the inner network, judged on the address that the connection then uses, and again for each redirect.
 */
export function publicTransport(options: PublicTransportOptions = {}): Transport {
  return {
    async send(request) {
      const answer = await askPublicly(request, options);
      if (!answer.ok) return answer;
      const { bytes } = answer.value;
      return bytes
        ? accept(bytes)
        : refuse(networkRefusals.STATUS({ host: new URL(request.url).host, status: NOT_MODIFIED }));
    },
  };
}

/**
 * One question under the rules of {@link publicTransport}, with what lets the next one be conditional: who sends
 * `if-none-match` or `if-modified-since` may be told that nothing changed.
 *
 * @standard RFC 9110 §8.8, §13.1, §15.4.5
 */
export async function askPublicly(
  request: NetworkRequest,
  { timeoutMilliseconds = 10_000, exceptions = [] }: PublicTransportOptions = {},
): Promise<Result<PublicAnswer>> {
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  let address = request.url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const url = addressOf(address, exceptions);
    if (!url) return refuse(networkRefusals.ADDRESS_NOT_ALLOWED({ url: address.slice(0, 200) }));
    const isException = exceptions.includes(url.host);
    const answer = await ask(url, request, { signal, isException, seconds: timeoutMilliseconds / 1000 });
    if (!answer.ok) return answer;
    if (!('location' in answer.value)) return accept(answer.value);
    // A question with a body is not sent on to another host.
    if (request.body) return refuse(networkRefusals.STATUS({ host: url.host, status: answer.value.status }));
    const { location } = answer.value;
    address = URL.canParse(location, url.href) ? new URL(location, url).href : '';
  }
  return refuse(networkRefusals.TOO_MANY_REDIRECTS({ host: new URL(request.url).host }));
}

function addressOf(address: string, exceptions: readonly string[]): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  if (exceptions.includes(url.host)) return url;
  // Node looks up no literal address: it is judged here. Names are judged by what they lead to.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) === 0 || isPublicAddress(literal) ? url : undefined;
}

type Answer = PublicAnswer | { readonly location: string; readonly status: number };

interface Asking {
  readonly signal: AbortSignal;
  readonly isException: boolean;
  readonly seconds: number;
}

function ask(
  url: URL,
  request: NetworkRequest,
  { signal, isException, seconds }: Asking,
): Promise<Result<Answer>> {
  const { host } = url;
  return new Promise((resolve) => {
    const send = url.protocol === 'https:' ? requestSecure : requestPlain;
    const asked = send(
      url,
      {
        method: request.body ? 'POST' : 'GET',
        headers: { ...request.headers, ...(request.body && { 'content-length': request.body.length }) },
        signal,
        ...(!isException && { lookup: lookupPublic }),
      },
      (response) => {
        readAnswer(host, response, request.maxBytes).then(resolve, (fault: unknown) => {
          resolve(refuse(failure(host, fault, seconds)));
        });
      },
    );
    asked.on('error', (fault) => {
      resolve(refuse(failure(host, fault, seconds)));
    });
    asked.end(request.body);
  });
}

async function readAnswer(host: string, response: IncomingMessage, limit: number): Promise<Result<Answer>> {
  const { statusCode: status = 0, headers } = response;
  const { etag, 'last-modified': lastModified } = headers;
  if (status === NOT_MODIFIED) {
    response.destroy();
    return accept({ bytes: undefined, etag, lastModified });
  }
  if (status >= 300 && status <= 399 && headers.location !== undefined) {
    response.destroy();
    return accept({ location: headers.location, status });
  }
  if (status !== 200 || headers['content-type']?.startsWith('text/html') === true) {
    response.destroy();
    return refuse(
      status === 200 ? networkRefusals.ANSWER_IS_A_PAGE({ host }) : networkRefusals.STATUS({ host, status }),
    );
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    // Leaving the loop ends the connection.
    if (size > limit) return refuse(networkRefusals.ANSWER_TOO_LARGE({ host, limit }));
    parts.push(part);
  }
  return accept({ bytes: Buffer.concat(parts), etag, lastModified });
}

/** The cause's own text may hold anything: it is not passed on. */
function failure(
  host: string,
  fault: unknown,
  seconds: number,
): ReturnType<typeof networkRefusals.UNREACHABLE> {
  if (fault instanceof PrivateAddress) return networkRefusals.ADDRESS_NOT_ALLOWED({ url: host });
  const { name, code } = fault as { readonly name?: unknown; readonly code?: unknown };
  if (name === 'AbortError' || name === 'TimeoutError') return networkRefusals.TIMED_OUT({ host, seconds });
  return code === 'ECONNRESET'
    ? networkRefusals.ANSWER_BROKEN({ host })
    : networkRefusals.UNREACHABLE({ host });
}
