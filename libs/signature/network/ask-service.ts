import { Agent, request as requestPlain, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { PrivateAddress, type Refusal } from '@libro-firma/kernel';
import { networkRefusals } from './network.refusals';
import type { NetworkRequest } from './transport';

/** Connections that are kept for the next question. What may be asked differs: so do the connections. */
export interface KeptConnections {
  readonly plain: Agent;
  readonly secure: SecureAgent;
}

/** Of one kind of transport: a connection to an inner host must not come into the hands of one that may not ask it. */
export function keptConnections(): KeptConnections {
  const options = { keepAlive: true, timeout: 5_000 };
  return { plain: new Agent(options), secure: new SecureAgent(options) };
}

/** How one question is sent. */
export interface Asking {
  readonly connections: KeptConnections;
  readonly signal: AbortSignal;
  /** In place of the system's: for judging where a name leads. */
  readonly lookup?: LookupFunction;
}

/**
 * Sends one question and gives the head of the answer; its body is still to be read. Services close connections that
 * nobody used for some seconds, and the next question may go out before that is noticed: it is then asked once more, over
 * a connection of its own. Questions change nothing where they are asked, so that one too many does no harm.
 *
 * @throws what the connection throws
 * @standard RFC 9112 §9.3.1; RFC 9110 §9.2.2
 */
export async function askService(
  url: URL,
  request: NetworkRequest,
  asking: Asking,
): Promise<IncomingMessage> {
  try {
    return await askOnce(url, request, asking);
  } catch (fault) {
    if (!(fault instanceof KeptConnectionLost)) throw fault;
    return askOnce(url, request, asking, true);
  }
}

/** The connection had served before and was closed without a byte of an answer. */
class KeptConnectionLost extends Error {}

function askOnce(
  url: URL,
  { body, headers }: NetworkRequest,
  { connections, signal, lookup }: Asking,
  isAlone = false,
): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:';
  const kept = isSecure ? connections.secure : connections.plain;
  return new Promise((resolve, reject) => {
    const asked = (isSecure ? requestSecure : requestPlain)(
      url,
      {
        method: body ? 'POST' : 'GET',
        headers: { ...headers, ...(body && { 'content-length': body.length }) },
        agent: isAlone ? false : kept,
        signal,
        ...(lookup && { lookup }),
      },
      resolve,
    );
    asked.on('error', (fault: NodeJS.ErrnoException) => {
      const isLost = fault.code === 'ECONNRESET' || fault.code === 'EPIPE';
      reject(isLost && asked.reusedSocket ? new KeptConnectionLost() : fault);
    });
    asked.end(body);
  });
}

/** Reads the body of an answer up to a limit; undefined when it is longer, and the rest is then not waited for. */
export async function readBody(response: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  if (Number(response.headers['content-length'] ?? 0) > limit) {
    response.destroy();
    return undefined;
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    // Leaving the loop ends the connection.
    if (size > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/**
 * What failed: the time ran out, the answer broke off, or nobody answered. The cause's own text may hold anything.
 *
 * @param signal of the question: an answer that it cuts off looks like one that broke off
 */
export function networkFailure(
  host: string,
  fault: unknown,
  { signal, seconds }: { readonly signal: AbortSignal; readonly seconds: number },
): Refusal {
  if (fault instanceof PrivateAddress) return networkRefusals.ADDRESS_NOT_ALLOWED({ url: host });
  if (signal.aborted) return networkRefusals.TIMED_OUT({ host, seconds });
  return (fault as { readonly code?: unknown }).code === 'ECONNRESET'
    ? networkRefusals.ANSWER_BROKEN({ host })
    : networkRefusals.UNREACHABLE({ host });
}
