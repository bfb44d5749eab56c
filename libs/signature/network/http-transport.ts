import type { IncomingMessage } from 'node:http';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { askService, keptConnections, networkFailure, readBody } from './ask-service';
import { networkRefusals } from './network.refusals';
import type { Transport } from './transport';

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
const connections = keptConnections();

/**
 * A transport over HTTP: one time limit, one size limit, at most three redirects of a GET. Connections are kept for the
 * next question; one that the service has closed meanwhile is replaced.
 *
 * @standard RFC 9110; RFC 9112 §9.3
 */
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
          const response = await askService(url, request, { connections, signal });
          const next = redirectOf(response);
          if (next === undefined) return await readAnswer(url, response, request.maxBytes);
          response.destroy();
          // A question with a body is not sent on: it may carry credentials meant for one host.
          if (request.body) {
            return refuse(networkRefusals.STATUS({ host: url.host, status: response.statusCode ?? 0 }));
          }
          address = URL.canParse(next, url.href) ? new URL(next, url).href : next;
        } catch (fault) {
          return refuse(networkFailure(url.host, fault, { signal, seconds: timeoutMilliseconds / 1000 }));
        }
      }
      return refuse(networkRefusals.TOO_MANY_REDIRECTS({ host: new URL(request.url).host }));
    },
  };
}

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | undefined {
  return statusCode >= 300 && statusCode <= 399 ? headers.location : undefined;
}

async function readAnswer({ host }: URL, response: IncomingMessage, limit: number): Promise<Result<Buffer>> {
  const { statusCode: status = 0, headers } = response;
  const isPage = headers['content-type']?.startsWith('text/html') === true;
  if (status < 200 || status > 299 || isPage) {
    response.destroy();
    if (status === 401 || status === 403) return refuse(networkRefusals.CREDENTIALS_REFUSED({ host }));
    const isGood = status >= 200 && status <= 299;
    return refuse(
      isGood ? networkRefusals.ANSWER_IS_A_PAGE({ host }) : networkRefusals.STATUS({ host, status }),
    );
  }
  const bytes = await readBody(response, limit);
  return bytes ? accept(bytes) : refuse(networkRefusals.ANSWER_TOO_LARGE({ host, limit }));
}
