import type { Result } from '@libro-firma/kernel';

/** One question to a service. It changes nothing there: it may reach the service twice. */
export interface NetworkRequest {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent by POST; without it the question is a GET. */
  readonly body?: Buffer;
  /** Most bytes of the answer. */
  readonly maxBytes: number;
}

/**
 * How bytes come from services: over HTTP in the product, from wherever a caller likes otherwise. Every failure is a
 * refusal of `networkRefusals`; nothing is thrown.
 */
export interface Transport {
  send(request: NetworkRequest): Promise<Result<Buffer>>;
}
