import { createHash } from 'node:crypto';
import { mustAccept, type Result } from '@libro-firma/kernel';
import { httpTransport } from '../network/http-transport';
import { LivePki } from '../testing/pki/live-services';
import type { TimestampFault } from '../testing/pki/faults';
import type { TimestampToken } from './judge-token';
import { timestampClient, type TimestampClientOptions } from './timestamp-client';

const imprint = createHash('sha256').update('what is stamped').digest();
let live: LivePki;
beforeAll(async () => (live = await LivePki.start()));
afterAll(() => live.close());
afterEach(() => delete live.faults.timestamp);

function stamp(more: Partial<TimestampClientOptions> = {}): Promise<Result<TimestampToken>> {
  return timestampClient({
    authorities: [{ url: live.timestampUrl, policy: '2.999.3.1' }],
    // Short only where nothing ever comes: a busy machine is slow and right.
    transport: httpTransport({ timeoutMilliseconds: live.faults.timestamp === 'HANGS' ? 500 : 30_000 }),
    clock: { now: () => new Date() },
    anchors: [live.pki.root.holder.read],
    ...more,
  }).stamp(imprint, 'sha256');
}

/** Every way to misbehave has its refusal: one that is added without does not compile. */
const REFUSALS: Readonly<Record<TimestampFault, string>> = {
  HANGS: 'NETWORK_TIMED_OUT',
  BREAKS_OFF: 'NETWORK_ANSWER_BROKEN',
  HTTP_500: 'NETWORK_STATUS',
  HTML_PAGE: 'NETWORK_ANSWER_IS_A_PAGE',
  GARBAGE: 'TIMESTAMP_UNREADABLE',
  EMPTY: 'TIMESTAMP_UNREADABLE',
  TOO_LARGE: 'NETWORK_ANSWER_TOO_LARGE',
  REDIRECTS: 'NETWORK_STATUS',
  REJECTS: 'TIMESTAMP_NOT_GRANTED',
  WAITS: 'TIMESTAMP_NOT_GRANTED',
  OTHER_NONCE: 'TIMESTAMP_OTHER_NONCE',
  NO_NONCE: 'TIMESTAMP_OTHER_NONCE',
  OTHER_IMPRINT: 'TIMESTAMP_OTHER_IMPRINT',
  OTHER_POLICY: 'TIMESTAMP_OTHER_POLICY',
  NO_CERTIFICATE: 'TIMESTAMP_CERTIFICATE_MISSING',
  OTHER_CERTIFICATE_NAMED: 'TIMESTAMP_OTHER_CERTIFICATE',
  WITHOUT_PURPOSE: 'TIMESTAMP_PURPOSE_MISSING',
  EXPIRED_AUTHORITY: 'TIMESTAMP_AUTHORITY_NOT_VALID',
  SPOILT_VALUE: 'TIMESTAMP_VALUE_INVALID',
  CLOCK_BEHIND: 'TIMESTAMP_CLOCK_DIFFERS',
  CLOCK_AHEAD: 'TIMESTAMP_CLOCK_DIFFERS',
  HTTP_401: 'NETWORK_CREDENTIALS_REFUSED',
  WEAK_DIGEST: 'TIMESTAMP_WEAK_ALGORITHM',
  CLOCK_OF_ANY_TIME: 'TIMESTAMP_CLOCK_DIFFERS',
};

describe('a client of time-stamping authorities', () => {
  it('takes a token that answers in every point', async () => {
    const token = mustAccept(await stamp());
    expect(token).toMatchObject({ policy: '2.999.3.1', authority: live.pki.timestampAuthority.read });
    expect(Math.abs(token.time.getTime() - Date.now())).toBeLessThan(5000);
  });

  it.each(Object.entries(REFUSALS))('refuses an authority that %s by %s', async (fault, code) => {
    live.faults.timestamp = fault as TimestampFault;
    expect(await stamp()).toMatchObject({ ok: false, refusal: { code } });
  });

  it('tells why an authority refused', async () => {
    live.faults.timestamp = 'REJECTS';
    const details = { status: 'rejection', failures: ['unacceptedPolicy'], text: 'policy not accepted' };
    expect(await stamp()).toMatchObject({ refusal: { details } });
  });

  it('refuses an authority that leads to no anchor', async () => {
    const other = live.pki.signer().read;
    expect(await stamp({ anchors: [other] })).toMatchObject({ refusal: { code: 'TIMESTAMP_NOT_TRUSTED' } });
  });

  it('goes on to the next authority, and names all of them when none helps', async () => {
    const dead = { url: 'http://127.0.0.1:1/tsa' };
    const good = { url: live.timestampUrl };
    expect((await stamp({ authorities: [dead, good] })).ok).toBe(true);
    live.faults.timestamp = 'REJECTS';
    expect(await stamp({ authorities: [dead, good] })).toMatchObject({
      refusal: {
        code: 'TIMESTAMP_NO_AUTHORITY_ANSWERED',
        details: { reasons: ['NETWORK_UNREACHABLE', 'TIMESTAMP_NOT_GRANTED'] },
      },
    });
  });

  it('asks no address that its owner does not allow', async () => {
    const transport = httpTransport({ allows: ({ hostname }) => hostname !== '127.0.0.1' });
    expect(await stamp({ transport })).toMatchObject({ refusal: { code: 'NETWORK_ADDRESS_NOT_ALLOWED' } });
    expect(await stamp({ authorities: [{ url: 'file:///etc/passwd' }] })).toMatchObject({
      refusal: { code: 'NETWORK_ADDRESS_NOT_ALLOWED' },
    });
  });
});
