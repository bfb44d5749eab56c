import { mustAccept, type Result } from '@libro-firma/kernel';
import { createDemoPki } from '@libro-firma/signature';
import { checkValues, type Credential, type ToSign } from '../../src/signing';
import { refusalOf } from '../../src/signing/infrastructure/pkcs11/pkcs11.device';
import { TokenChannel } from '../../src/signing/infrastructure/pkcs11/token-channel';
import { describeWith } from '../support/services';
import { LIBRARY, PROGRAM, tokenDevice, TokenDrawer } from './devices/token';

jest.setTimeout(120_000);

const ADA = 'PRVDAA80A41G273X';
const BRUNO = 'PRVBRN75C01G273Y';
const PIN = { ada: '11112222', bruno: '33334444' };
const codeOf = (result: Result<unknown>) => (result.ok ? 'accepted' : result.refusal.code);

describeWith(['program:softhsm2-util', 'program:pkcs11-tool'], 'tokens by PKCS#11', () => {
  const pki = createDemoPki({ organisation: 'Comune di Prova', now: new Date() });
  const keyOf = (givenName: string, taxCode: string) =>
    pki.issueSigner({ givenName, surname: 'Prova', taxCode, kind: 'rsa', password: 'x' });
  const device = tokenDevice();
  const document: ToSign = { scheme: 'rsa-pkcs1', digestAlgorithm: 'sha256', bytes: Buffer.from('atto') };
  let drawer: TokenDrawer;
  let ada: Credential;
  let bruno: Credential;

  beforeAll(async () => {
    drawer = await TokenDrawer.open();
    await drawer.putToken('ada', PIN.ada, keyOf('Ada', ADA));
    await drawer.putToken('bruno', PIN.bruno, keyOf('Bruno', BRUNO));
    const all = mustAccept(await device.credentialsOf());
    const of = (taxCode: string) => all.find(({ certificate }) => certificate.taxCode === taxCode)!;
    [ada, bruno] = [of(ADA), of(BRUNO)];
  });

  afterAll(() => drawer.close());

  const open = ({ id }: Credential, pin: string) =>
    device.openSession({ credentialId: id, codes: { pin }, toSign: [document] });

  it('never sign for one person with the login of another, whoever is logged in meanwhile', async () => {
    const hers = mustAccept(await open(ada, PIN.ada));
    // While she is logged in: his key with her code, with none of his, and her key with his.
    expect(codeOf(await open(bruno, PIN.ada))).toBe('SIGNING_WRONG_CODE');
    expect(codeOf(await open(ada, PIN.bruno))).toBe('SIGNING_WRONG_CODE');
    const his = mustAccept(await open(bruno, PIN.bruno));
    const values = await Promise.all([hers.sign([document]), his.sign([document])]);
    const judged = (by: Credential, value: readonly Result<Buffer>[]) =>
      checkValues(by.certificate.certificate, [document], value).map(codeOf);
    expect([judged(ada, values[0]), judged(bruno, values[1])]).toEqual([['accepted'], ['accepted']]);
    expect(judged(ada, values[1])).toEqual(['SIGNING_VALUE_NOT_OF_THIS_DOCUMENT']);
    await hers.close();
    // Her session is over; his goes on, and nothing of hers is left in it.
    expect(judged(bruno, await his.sign([document]))).toEqual(['accepted']);
    expect(codeOf(await open(ada, PIN.bruno))).toBe('SIGNING_WRONG_CODE');
    await his.close();
  });

  it('sign nothing in a process that was not logged in, even while another process is', async () => {
    const hers = mustAccept(await open(ada, PIN.ada));
    const stranger = new TokenChannel(PROGRAM);
    try {
      const listed = await stranger.ask({ ask: 'list', library: LIBRARY });
      expect('certificates' in listed ? listed.certificates.length : 0).toBeGreaterThan(0);
      const value = { mechanism: 'RSA_PKCS', digestAlgorithm: 'sha256', input: 'AAAA' } as const;
      expect(await stranger.ask({ ask: 'sign', values: [value] })).toEqual({
        fault: 'CKR_USER_NOT_LOGGED_IN',
      });
    } finally {
      stranger.close();
      await hers.close();
    }
  });

  it('are refused by name when their library is not there', async () => {
    const absent = await tokenDevice('/usr/lib/nessuna/libreria.so').credentialsOf();
    expect(codeOf(absent)).toBe('SIGNING_LIBRARY_MISSING');
    expect(absent.ok ? '' : absent.refusal.text.it).toContain('libreria.so');
  });

  it.each([
    ['CKR_PIN_LOCKED', 'SIGNING_CODE_LOCKED'],
    ['CKR_PIN_INCORRECT', 'SIGNING_WRONG_CODE'],
    ['CKR_DEVICE_REMOVED', 'SIGNING_TOKEN_ABSENT'],
    ['CKR_TOKEN_NOT_PRESENT', 'SIGNING_TOKEN_ABSENT'],
    ['CKR_DEVICE_ERROR', 'SIGNING_DEVICE_UNAVAILABLE'],
  ] as const)('tell %s as %s', (fault, code) => {
    expect(refusalOf(fault, LIBRARY).code).toBe(code);
  });

  it('give no value once their process has died, and none for a token that was pulled out', async () => {
    const session = mustAccept(await open(ada, PIN.ada));
    await drawer.pullOutAll();
    expect(codeOf(await device.credential(ada.id))).toBe('SIGNING_TOKEN_ABSENT');
    expect(codeOf(await open(ada, PIN.ada))).toBe('SIGNING_TOKEN_ABSENT');
    await session.close();
    expect((await session.sign([document])).map(codeOf)).toEqual(['SIGNING_TOKEN_ABSENT']);
  });
});
