import { randomBytes } from 'node:crypto';
import { readOrNothing, readTimestampResponse, type Certificate } from '@libro-firma/asn1';
import { accept, refuse, type Clock, type Refusal, type Result } from '@libro-firma/kernel';
import type { DigestAlgorithm } from '../algorithms/creation-algorithms';
import type { Transport } from '../network/transport';
import { judgeToken, type TimestampToken } from './judge-token';
import { writeTimestampRequest, type TimestampQuestion } from './timestamp-request';
import { timestampRefusals } from './timestamp.refusals';

/** Whoever gives time-stamps: authorities on the network, or one that a caller brings. */
export interface TimestampSource {
  /** A token over this digest, checked in every point. */
  stamp(imprint: Buffer, digest: DigestAlgorithm): Promise<Result<TimestampToken>>;
}

/** One time-stamping authority on the network. */
export interface TimestampAuthority {
  readonly url: string;
  /** Policy to ask for; without it the authority's own. */
  readonly policy?: string;
  /** For HTTP Basic authentication. Goes into a header of the request and nowhere else. */
  readonly credentials?: { readonly user: string; readonly password: string };
}

export interface TimestampClientOptions {
  /** Asked in this order; the next when one fails. */
  readonly authorities: readonly TimestampAuthority[];
  readonly transport: Transport;
  readonly clock: Clock;
  /** Anchors of the authorities; where given, a token that does not lead to one is not taken. */
  readonly anchors?: readonly Certificate[];
  /** How far an authority's clock may be from ours; five minutes by default. */
  readonly toleranceMilliseconds?: number;
}

const MAX_TOKEN_BYTES = 256 * 1024;
const NONCE_BYTES = 16;

/**
 * Asks time-stamping authorities one after the other until one gives a token that answers in every point. The
 * refusal of a single authority is returned as it is; with several it is `TIMESTAMP_NO_AUTHORITY_ANSWERED` with the
 * codes of all.
 *
 * @standard RFC 3161 §2.4, §3.4; ETSI EN 319 422 §4
 */
export function timestampClient(options: TimestampClientOptions): TimestampSource {
  return {
    async stamp(imprint, digest) {
      const refusals: Refusal[] = [];
      for (const authority of options.authorities) {
        const token = await askAuthority(authority, imprint, digest, options);
        if (token.ok) return token;
        refusals.push(token.refusal);
      }
      const [only] = refusals;
      if (only && refusals.length === 1) return refuse(only);
      return refuse(timestampRefusals.NO_AUTHORITY_ANSWERED({ reasons: refusals.map(({ code }) => code) }));
    },
  };
}

async function askAuthority(
  authority: TimestampAuthority,
  imprint: Buffer,
  digest: DigestAlgorithm,
  options: TimestampClientOptions,
): Promise<Result<TimestampToken>> {
  const { policy, credentials, url } = authority;
  const nonce = BigInt(`0x${randomBytes(NONCE_BYTES).toString('hex')}`);
  const question: TimestampQuestion = { imprint, digest, nonce, ...(policy !== undefined && { policy }) };
  const answer = await options.transport.send({
    url,
    body: writeTimestampRequest(question),
    headers: { 'content-type': 'application/timestamp-query', ...(credentials && basic(credentials)) },
    maxBytes: MAX_TOKEN_BYTES,
  });
  if (!answer.ok) return answer;
  const token = readToken(answer.value);
  if (!token.ok) return token;
  return judgeToken(token.value, {
    question,
    now: options.clock.now(),
    toleranceMilliseconds: options.toleranceMilliseconds ?? 5 * 60_000,
    ...(options.anchors && { anchors: options.anchors }),
  });
}

function basic({ user, password }: NonNullable<TimestampAuthority['credentials']>): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}

function readToken(answer: Buffer): Result<Buffer> {
  const response = readOrNothing(() => readTimestampResponse(answer));
  if (!response) return refuse(timestampRefusals.UNREADABLE());
  const { status, failures, statusTexts, token } = response;
  if (status !== 'granted' && status !== 'grantedWithMods') {
    const text = statusTexts.join(' ').slice(0, 300);
    return refuse(timestampRefusals.NOT_GRANTED({ status, failures, text }));
  }
  return token ? accept(token) : refuse(timestampRefusals.UNREADABLE());
}
