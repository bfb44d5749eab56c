import { mustAccept, type Result } from '@libro-firma/kernel';
import { checkValues, type Credential, type ToSign } from '../../src/signing';
import { describeWith, type Need } from '../support/services';
import { ADA, type Bench } from './devices/bench';
import { remoteBench } from './devices/remote';
import { softwareBench } from './devices/software';
import { tokenBench } from './devices/token';

jest.setTimeout(120_000);

const TOKEN: readonly Need[] = ['program:softhsm2-util', 'program:pkcs11-tool'];
const ADAPTERS: readonly [string, readonly Need[], () => Promise<Bench>][] = [
  ['a software key, RSA', [], () => softwareBench('rsa')],
  ['a software key, EC', [], () => softwareBench('ec')],
  ['a token by PKCS#11, RSA', TOKEN, () => tokenBench('rsa')],
  ['a token by PKCS#11, EC', TOKEN, () => tokenBench('ec')],
  ['a provider by CSC, RSA, SCAL2', [], () => remoteBench('rsa')],
  ['a provider by CSC, EC, SCAL2', [], () => remoteBench('ec')],
  ['a provider by CSC, SCAL1', [], () => remoteBench('rsa', { scal: '1' }, { scal: '1' })],
  ['a provider by CSC that renews nothing', [], withoutExtension],
  ['a provider by CSC that knows us by password', [], () => remoteBench('rsa', {}, { authType: 'basic' })],
];
/** More than one call gives of any of them, less than one code authorises. */
const MANY = 55;

const codeOf = (result: Result<unknown>) => (result.ok ? 'accepted' : result.refusal.code);

for (const [name, needs, open] of ADAPTERS)
  describeWith(needs, `signing device: ${name}`, () => {
    let bench: Bench;
    let credential: Credential;

    beforeAll(async () => {
      bench = await open();
      credential = mustAccept(await bench.device.credential(bench.credentialId));
    });

    afterAll(() => bench.close());

    const documents = (count: number, scheme = bench.schemes[0]!): ToSign[] =>
      Array.from({ length: count }, (_, number) => ({
        scheme,
        digestAlgorithm: 'sha256',
        bytes: Buffer.from(`documento ${number} ${Math.random()}`),
      }));

    const openFor = (toSign: readonly ToSign[], codes = bench.codes()) =>
      bench.device.openSession({ credentialId: bench.credentialId, codes, toSign });

    const outcomes = (toSign: readonly ToSign[], values: readonly Result<Buffer>[]) =>
      checkValues(credential.certificate.certificate, toSign, values).map(codeOf);

    it('offers a person the keys in her name, with all that an office must know of them', async () => {
      const offered = mustAccept(await bench.device.credentialsOf(ADA));
      const own = offered.filter(({ certificate }) => certificate.taxCode === ADA.taxCode);
      expect(own.map(({ id }) => id)).toEqual([bench.credentialId]);
      expect(own[0]).toEqual(credential);
      expect(credential.certificate).toMatchObject({
        holder: 'Ada Prova (NON VALIDO – DEMO)',
        demo: true,
        forSignatures: true,
        automaticOnly: false,
      });
      expect(credential.certificate.chain.length).toBeGreaterThan(0);
      expect(credential.signaturesPerCode).toBeGreaterThanOrEqual(MANY);
    });

    it('has no key that it does not have', async () => {
      const [serial] = bench.credentialId.split(':');
      const refused = await bench.device.credential(`${serial}:ffff`);
      expect(codeOf(refused)).toBe('SIGNING_NO_SUCH_CREDENTIAL');
    });

    it('signs with every scheme of its key, in as many calls as it needs, each value of its own document', async () => {
      for (const scheme of bench.schemes) {
        const toSign = documents(MANY, scheme);
        const session = mustAccept(await openFor(toSign));
        expect(session.certificateSha256).toBe(credential.certificate.sha256);
        for (let from = 0; from < MANY; from += session.perCall) {
          const part = toSign.slice(from, from + session.perCall);
          expect(outcomes(part, await session.sign(part))).toEqual(part.map(() => 'accepted'));
        }
        await session.close();
      }
    });

    it('refuses a wrong code by name, asks nothing again by itself, and opens with the right one', async () => {
      const toSign = documents(1);
      expect(codeOf(await openFor(toSign, bench.wrongCodes))).toBe('SIGNING_WRONG_CODE');
      expect(codeOf(await openFor(toSign, bench.missingCodes))).toBe('SIGNING_CODE_MISSING');
      const session = mustAccept(await openFor(toSign));
      expect(outcomes(toSign, await session.sign(toSign))).toEqual(['accepted']);
      await session.close();
    });

    it('takes a wrong code for wrong also while another session is open', async () => {
      const [first, second] = [documents(1), documents(1)];
      const open = mustAccept(await openFor(first));
      expect(codeOf(await openFor(second, bench.wrongCodes))).toBe('SIGNING_WRONG_CODE');
      expect(outcomes(first, await open.sign(first))).toEqual(['accepted']);
      await open.close();
    });

    it('signs no more once it is closed', async () => {
      const toSign = documents(2);
      const session = mustAccept(await openFor(toSign));
      await session.close();
      const after = (await session.sign(toSign)).map(codeOf);
      expect(after).toHaveLength(2);
      expect(after.every((code) => code.startsWith('SIGNING_') && code !== 'accepted')).toBe(true);
    });

    it('refuses more than one code authorises, before it asks the device', async () => {
      const refused = await openFor(documents(credential.signaturesPerCode + 1), bench.codes());
      expect(codeOf(refused)).toBe('SIGNING_TOO_MANY_FOR_ONE_CODE');
    });
  });

async function withoutExtension(): Promise<Bench> {
  const bench = await remoteBench('rsa');
  bench.server.extends = false;
  return bench;
}
