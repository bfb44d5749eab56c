import { createHash } from 'node:crypto';
import { mustAccept, type Result } from '@libro-firma/kernel';
import { checkValues, type ToSign } from '../../src/signing';
import { refusalOfCredential } from '../../src/signing/domain/admissible-credential';
import { ADA } from './devices/bench';
import { CREDENTIAL, remoteBench, type RemoteBench } from './devices/remote';

jest.setTimeout(60_000);

const codeOf = (result: Result<unknown>) => (result.ok ? 'accepted' : result.refusal.code);
const hashOf = ({ bytes }: ToSign) => createHash('sha256').update(bytes).digest('base64');
const documents = (count: number): ToSign[] =>
  Array.from({ length: count }, (_, number) => ({
    scheme: 'rsa-pkcs1',
    digestAlgorithm: 'sha256',
    bytes: Buffer.from(`documento ${number} ${Math.random()}`),
  }));

describe('remote signatures by the CSC API', () => {
  let bench: RemoteBench;

  beforeEach(async () => {
    bench = await remoteBench('rsa');
  });

  afterEach(() => bench.close());

  const open = (toSign: readonly ToSign[], codes = bench.codes()) =>
    bench.device.openSession({ credentialId: CREDENTIAL, codes, toSign });

  /** What each document got, judged against its own hash as before it is stored. */
  async function signed(toSign: readonly ToSign[]): Promise<string[]> {
    const { certificate } = mustAccept(await bench.device.credential(CREDENTIAL)).certificate;
    const session = mustAccept(await open(toSign));
    const values = checkValues(certificate, toSign, await session.sign(toSign));
    await session.close();
    return values.map(codeOf);
  }

  it('with SCAL2 are authorised for exactly the hashes of the chunk, as many as numSignatures says', async () => {
    const toSign = documents(30);
    const session = mustAccept(await open(toSign));
    await session.sign(toSign.slice(0, 25));
    await session.sign(toSign.slice(25));
    const asked = bench.server.calls.filter(({ method }) => method.startsWith('credentials/a'));
    expect(asked.map(({ body }) => [body.numSignatures, body.hash])).toEqual([[30, toSign.map(hashOf)]]);
    // Between the calls the authorisation is renewed, for the hashes that come next.
    const renewed = bench.server.calls.filter(({ method }) => method.endsWith('extendTransaction'));
    expect(renewed.map(({ body }) => body.hash)).toEqual([toSign.slice(25).map(hashOf)]);
    const sent = bench.server.calls.filter(({ method }) => method === 'signatures/signHash');
    expect(sent.flatMap(({ body }) => body.hash)).toEqual(toSign.map(hashOf));
  });

  it('are not made of a document that the code did not authorise', async () => {
    const session = mustAccept(await open(documents(1)));
    const other = await session.sign(documents(1));
    expect(other.map(codeOf)).toEqual(['SIGNING_DEVICE_REFUSED']);
    expect(bench.server.signed.size).toBe(0);
  });

  it('come of one call where the provider renews no authorisation', async () => {
    bench.server.extends = false;
    const session = mustAccept(await open(documents(40)));
    expect(session.perCall).toBe(40);
  });

  it('take a wrong code to the provider once, and never again by themselves', async () => {
    expect(codeOf(await open(documents(1), bench.wrongCodes))).toBe('SIGNING_WRONG_CODE');
    expect(bench.server.count('credentials/authorize')).toBe(1);
    await open(documents(1), bench.wrongCodes);
    await open(documents(1), bench.wrongCodes);
    expect(codeOf(await open(documents(1)))).toBe('SIGNING_CODE_LOCKED');
    expect(bench.server.count('credentials/authorize')).toBe(4);
    expect(bench.server.count('signatures/signHash')).toBe(0);
  });

  it('stop by name when the authorisation expires between two calls, and keep what was made', async () => {
    const toSign = documents(50);
    const session = mustAccept(await open(toSign));
    expect((await session.sign(toSign.slice(0, 25))).map(codeOf)).toEqual(Array(25).fill('accepted'));
    bench.server.fault = 'SAD_EXPIRES';
    const late = await session.sign(toSign.slice(25));
    expect(new Set(late.map(codeOf))).toEqual(new Set(['SIGNING_AUTHORISATION_EXPIRED']));
    expect(bench.server.signed.size).toBe(25);
  });

  it.each([
    ['HALF_THE_SIGNATURES', ['accepted', 'accepted', 'SIGNING_VALUE_MISSING', 'SIGNING_VALUE_MISSING']],
    ['WRONG_ORDER', Array(4).fill('SIGNING_VALUE_NOT_OF_THIS_DOCUMENT')],
    ['WRONG_SIGNATURE', ['SIGNING_VALUE_NOT_OF_THIS_DOCUMENT', 'accepted', 'accepted', 'accepted']],
    ['NEVER_ANSWERS', Array(4).fill('SIGNING_DEVICE_UNAVAILABLE')],
  ] as const)('are each checked against their own document: %s', async (fault, expected) => {
    bench.server.fault = fault;
    expect(await signed(documents(4))).toEqual(expected);
    expect(bench.server.count('signatures/signHash')).toBe(1);
  });

  it('wait for a slow provider, and take a page or a broken service for no answer', async () => {
    bench.server.delayMs = 600;
    expect(await signed(documents(2))).toEqual(['accepted', 'accepted']);
    bench.server.delayMs = 0;
    for (const fault of ['HTML_PAGE', 'SERVER_ERROR'] as const) {
      bench.server.fault = fault;
      expect(codeOf(await open(documents(1)))).toBe('SIGNING_DEVICE_UNAVAILABLE');
    }
    bench.server.fault = 'NO_CODE_SENT';
    expect(codeOf(await bench.device.sendOtp(CREDENTIAL))).toBe('SIGNING_CODE_NOT_SENT');
    await bench.server.close();
    expect(codeOf(await bench.device.credential(CREDENTIAL))).toBe('SIGNING_DEVICE_UNAVAILABLE');
  });

  it.each([
    [{ scal: '1' as const }, 'SIGNING_ASSURANCE_TOO_LOW'],
    [{ authMode: 'oauth2code' as const }, 'SIGNING_AUTHORISATION_UNSUPPORTED'],
    [{ status: 'disabled' as const }, 'SIGNING_CREDENTIAL_DISABLED'],
  ])('are not made with a credential such as %j', async (credential, code) => {
    const other = await remoteBench('rsa', credential);
    try {
      expect(codeOf(await other.device.credential(CREDENTIAL))).toBe(code);
      const toSign = documents(1);
      const opened = await other.device.openSession({
        credentialId: CREDENTIAL,
        codes: other.codes(),
        toSign,
      });
      expect(codeOf(opened)).toBe(code);
      expect(mustAccept(await other.device.credentialsOf(ADA))).toEqual([]);
      expect(other.server.count('credentials/authorize')).toBe(0);
    } finally {
      await other.close();
    }
  });

  it.each([
    [{ authMode: 'implicit' as const }, 'SIGNING_AUTOMATIC_CREDENTIAL'],
    [{ pin: undefined, otp: undefined }, 'SIGNING_AUTOMATIC_CREDENTIAL'],
    [{}, 'accepted'],
  ])('may not stand in a route when nobody is asked for a code: %j', async (credential, code) => {
    const other = await remoteBench('rsa', credential);
    const read = mustAccept(await other.device.credential(CREDENTIAL));
    const admission = { kind: 'CSC', demo: false, now: new Date() } as const;
    expect(refusalOfCredential(read, ADA, admission)?.code ?? 'accepted').toBe(code);
    await other.close();
  });

  it.each([
    [true, 100],
    [false, 1],
    [7, 7],
  ])('count a multisign of %j as %j for one code', async (multisign, most) => {
    const other = await remoteBench('rsa', { multisign });
    expect(mustAccept(await other.device.credential(CREDENTIAL)).signaturesPerCode).toBe(most);
    await other.close();
  });
});
