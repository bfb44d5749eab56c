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

/**
 * A transport for addresses that strangers chose, such as those in the certificates of a file: http and https only, and
 * no host of the inner network, judged on the address that the connection then uses, and again for each redirect.
 */
export function publicTransport(options: PublicTransportOptions = {}): Transport {
  const { timeoutMilliseconds = 10_000, exceptions = [] } = options;
  return {
    async send(request) {
      const signal = AbortSignal.timeout(timeoutMilliseconds);
      let address = request.url;
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
        const url = addressOf(address, exceptions);
        if (!url) return refuse(networkRefusals.ADDRESS_NOT_ALLOWED({ url: address.slice(0, 200) }));
        const answer = await ask(url, request, {
          signal,
          isException: exceptions.includes(url.host),
          seconds: timeoutMilliseconds / 1000,
        });
        if (!answer.ok) return answer;
        if (!('location' in answer.value)) return accept(answer.value.bytes);
        // A question with a body is not sent on to another host.
        if (request.body)
          return refuse(networkRefusals.STATUS({ host: url.host, status: answer.value.status }));
        const next = URL.canParse(answer.value.location, url.href)
          ? new URL(answer.value.location, url).href
          : '';
        address = next;
      }
      return refuse(networkRefusals.TOO_MANY_REDIRECTS({ host: new URL(request.url).host }));
    },
  };
}

function addressOf(address: string, exceptions: readonly string[]): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  if (exceptions.includes(url.host)) return url;
  // Node looks up no literal address: it is judged here. Names are judged by what they lead to.
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) === 0 || isPublicAddress(literal) ? url : undefined;
}

type Answer = { readonly bytes: Buffer } | { readonly location: string; readonly status: number };

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
  return accept({ bytes: Buffer.concat(parts) });
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
