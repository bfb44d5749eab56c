import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { accept, isPublicAddress, lookupPublic, refuse, type Result } from '@libro-firma/kernel';
import { askService, type Asking, keptConnections, networkFailure, readBody } from './ask-service';
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
const connections = keptConnections();

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
    const lookup = exceptions.includes(url.host) ? {} : { lookup: lookupPublic };
    const answer = await ask(url, request, timeoutMilliseconds / 1000, { connections, signal, ...lookup });
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

async function ask(
  url: URL,
  request: NetworkRequest,
  seconds: number,
  asking: Asking,
): Promise<Result<Answer>> {
  try {
    return await readAnswer(url.host, await askService(url, request, asking), request.maxBytes);
  } catch (fault) {
    return refuse(networkFailure(url.host, fault, { signal: asking.signal, seconds }));
  }
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
  const bytes = await readBody(response, limit);
  return bytes
    ? accept({ bytes, etag, lastModified })
    : refuse(networkRefusals.ANSWER_TOO_LARGE({ host, limit }));
}
