import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress, lookupPublic, PrivateAddress } from '@libro-firma/kernel';

const PATIENCE_MS = 10_000;

export interface WebhookPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: string;
  /** Whether http and hosts of the inner network may be called too. */
  readonly mayBePrivate: boolean;
}

/**
 * Posts once and tells what came of it: the status, or the name of what went wrong. Redirects are not followed, since
 * what is signed is meant for one address; of the answer nothing but its status is read.
 */
export async function postWebhook(post: WebhookPost): Promise<string> {
  const url = new URL(post.url);
  if (!post.mayBePrivate && (url.protocol !== 'https:' || leadsInside(url))) return 'PRIVATE_ADDRESS';
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return new Promise((resolve) => {
    const call = request(
      url,
      {
        method: 'POST',
        signal,
        headers: {
          ...post.headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(post.payload),
        },
        ...(!post.mayBePrivate && { lookup: lookupPublic }),
      },
      (answer) => {
        answer.destroy();
        resolve(String(answer.statusCode));
      },
    );
    call.on('error', (fault) => {
      resolve(nameOf(fault, signal));
    });
    call.end(post.payload);
  });
}

/** A literal address asks no resolver. */
function leadsInside({ hostname }: URL): boolean {
  const literal = hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) !== 0 && !isPublicAddress(literal);
}

function nameOf(fault: Error & { code?: string }, signal: AbortSignal): string {
  if (signal.aborted) return 'TIMED_OUT';
  if (fault instanceof PrivateAddress) return 'PRIVATE_ADDRESS';
  return fault.code ?? 'UNREACHABLE';
}
