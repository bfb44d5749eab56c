import { SettableClock, type Result } from '@libro-firma/kernel';
import { httpTransport } from '../network/http-transport';
import type { CrlFault, OcspFault } from '../testing/pki/faults';
import { LivePki } from '../testing/pki/live-services';
import { revocationClient, type RevocationClientOptions, type RevocationSource } from './revocation-client';
import type { RevocationStatement } from './revocation-statement';

const clock = new SettableClock(new Date('2026-06-01T10:00:00Z'));
const HOUR = 3_600_000;
let live: LivePki;
beforeAll(async () => (live = await LivePki.start({ now: () => clock.now() })));
afterAll(() => live.close());
afterEach(() => {
  delete live.faults.ocsp;
  delete live.faults.crl;
});

/** Short only where nothing ever comes: a busy machine is slow and right. */
const patience = (): number => ([live.faults.ocsp, live.faults.crl].includes('HANGS') ? 500 : 30_000);

const client = (more: Partial<RevocationClientOptions> = {}): RevocationSource =>
  revocationClient({ transport: httpTransport({ timeoutMilliseconds: patience() }), clock, ...more });

const ask = (
  more: Partial<RevocationClientOptions> = {},
  signer = live.pki.signer(),
  notBefore?: Date,
): Promise<Result<RevocationStatement>> =>
  client(more).statusOf(signer.read, live.pki.intermediate.holder.read, notBefore);

const yesterday = new Date(clock.now().getTime() - 24 * HOUR);

describe.each(['OCSP', 'CRL'] as const)('a client of revocation services by %s', (kind) => {
  const order = [kind];

  it('knows good, revoked and suspended certificates', async () => {
    expect(await ask({ order })).toMatchObject({ value: { kind, status: 'GOOD' } });
    expect(await ask({ order }, live.pki.signer({ revoked: yesterday }))).toMatchObject({
      value: { status: 'REVOKED', since: yesterday, reason: 'keyCompromise' },
    });
    expect(await ask({ order }, live.pki.signer({ suspended: yesterday }))).toMatchObject({
      value: { status: 'SUSPENDED', reason: 'certificateHold' },
    });
  });

  it('remembers what it was told while that lasts, and not for a later signature', async () => {
    const counter = kind === 'OCSP' ? 'ocsp' : 'crl';
    const source = client({ order });
    const signer = live.pki.signer().read;
    const issuer = live.pki.intermediate.holder.read;
    const before = live.requests[counter];
    await source.statusOf(signer, issuer);
    await source.statusOf(signer, issuer, clock.now());
    expect(live.requests[counter]).toBe(before + 1);
    clock.advance(2000);
    await source.statusOf(signer, issuer, clock.now());
    expect(live.requests[counter]).toBe(before + 2);
    clock.advance(30 * HOUR);
    await source.statusOf(signer, issuer);
    expect(live.requests[counter]).toBe(before + 3);
  });

  it('does not take what is older than the signature', async () => {
    const later = new Date(clock.now().getTime() + 10_000);
    expect(await ask({ order }, undefined, later)).toMatchObject({
      refusal: { code: 'REVOCATION_BEFORE_SIGNATURE' },
    });
  });
});

/** Every way to misbehave has its refusal: one that is added without does not compile. */
const OCSP_REFUSALS: Readonly<Record<Exclude<OcspFault, 'NO_NONCE'>, string>> = {
  HANGS: 'NETWORK_TIMED_OUT',
  BREAKS_OFF: 'NETWORK_ANSWER_BROKEN',
  HTTP_500: 'NETWORK_STATUS',
  HTML_PAGE: 'NETWORK_ANSWER_IS_A_PAGE',
  GARBAGE: 'REVOCATION_UNREADABLE',
  EMPTY: 'REVOCATION_UNREADABLE',
  TOO_LARGE: 'NETWORK_ANSWER_TOO_LARGE',
  REDIRECTS: 'NETWORK_STATUS',
  TRY_LATER: 'REVOCATION_RESPONDER_FAILED',
  UNAUTHORIZED: 'REVOCATION_RESPONDER_FAILED',
  INTERNAL_ERROR: 'REVOCATION_RESPONDER_FAILED',
  OTHER_NONCE: 'REVOCATION_OTHER_NONCE',
  OTHER_CERTIFICATE: 'REVOCATION_OTHER_CERTIFICATE',
  STATUS_UNKNOWN: 'REVOCATION_STATUS_UNKNOWN',
  STALE: 'REVOCATION_STALE',
  FROM_THE_FUTURE: 'REVOCATION_NOT_YET_VALID',
  OTHER_ISSUER_SIGNS: 'REVOCATION_SIGNER_NOT_AUTHORISED',
  RESPONDER_WITHOUT_PURPOSE: 'REVOCATION_SIGNER_NOT_AUTHORISED',
  SPOILT_VALUE: 'REVOCATION_VALUE_INVALID',
  HTTP_401: 'NETWORK_CREDENTIALS_REFUSED',
  WEAK_DIGEST: 'REVOCATION_WEAK_ALGORITHM',
  ENDS_BEFORE_IT_BEGINS: 'REVOCATION_TIMES_CONTRADICT',
};
const CRL_REFUSALS: Readonly<Record<CrlFault, string>> = {
  HANGS: 'NETWORK_TIMED_OUT',
  BREAKS_OFF: 'NETWORK_ANSWER_BROKEN',
  HTML_PAGE: 'NETWORK_ANSWER_IS_A_PAGE',
  EMPTY: 'REVOCATION_UNREADABLE',
  HTTP_401: 'NETWORK_CREDENTIALS_REFUSED',
  HTTP_500: 'NETWORK_STATUS',
  GARBAGE: 'REVOCATION_UNREADABLE',
  TOO_LARGE: 'NETWORK_ANSWER_TOO_LARGE',
  REDIRECTS: 'NETWORK_TOO_MANY_REDIRECTS',
  STALE: 'REVOCATION_STALE',
  FROM_THE_FUTURE: 'REVOCATION_NOT_YET_VALID',
  OTHER_ISSUER: 'REVOCATION_SIGNER_NOT_AUTHORISED',
  SPOILT_VALUE: 'REVOCATION_VALUE_INVALID',
  UNKNOWN_CRITICAL_EXTENSION: 'REVOCATION_UNKNOWN_EXTENSION',
  ONLY_SOME_REASONS: 'REVOCATION_NOT_COVERED',
  ONLY_CA_CERTIFICATES: 'REVOCATION_NOT_COVERED',
  ONLY_CHANGES: 'REVOCATION_NOT_COVERED',
  WEAK_DIGEST: 'REVOCATION_WEAK_ALGORITHM',
  ENDS_BEFORE_IT_BEGINS: 'REVOCATION_TIMES_CONTRADICT',
};

describe('a client of revocation services', () => {
  it.each(Object.entries(OCSP_REFUSALS))('refuses a responder that %s by %s', async (fault, code) => {
    live.faults.ocsp = fault as OcspFault;
    expect(await ask({ order: ['OCSP'] })).toMatchObject({ ok: false, refusal: { code } });
  });

  it('takes a response without nonce, as responders make them in advance', async () => {
    live.faults.ocsp = 'NO_NONCE';
    expect(await ask({ order: ['OCSP'] })).toMatchObject({ value: { status: 'GOOD' } });
  });

  it.each(Object.entries(CRL_REFUSALS))('refuses a CRL that is %s by %s', async (fault, code) => {
    live.faults.crl = fault as CrlFault;
    expect(await ask({ order: ['CRL'] })).toMatchObject({ ok: false, refusal: { code } });
  });

  it('asks for the CRL when OCSP fails, and tells both reasons when neither helps', async () => {
    live.faults.ocsp = 'TRY_LATER';
    expect(await ask()).toMatchObject({ value: { kind: 'CRL', status: 'GOOD' } });
    live.faults.crl = 'STALE';
    expect(await ask()).toMatchObject({
      refusal: {
        code: 'REVOCATION_NOTHING_USABLE',
        details: { reasons: ['REVOCATION_RESPONDER_FAILED', 'REVOCATION_STALE'] },
      },
    });
  });

  it('says so when a certificate names no service', async () => {
    expect(await ask({}, live.pki.intermediate.responder)).toMatchObject({
      refusal: { code: 'REVOCATION_NO_SERVICE' },
    });
  });
});
