import { accept, mustAccept, refuse } from '@libro-firma/kernel';
import { createDemoPki, openPkcs12, signWith } from '@libro-firma/signature';
import { signingRefusals } from '../domain/signing.refusals';
import { checkValues } from './check-values';

const pki = createDemoPki({ organisation: 'Comune di Prova', now: new Date('2026-11-20T10:00:00Z') });

describe.each([
  ['rsa', 'rsa-pkcs1'],
  ['rsa', 'rsa-pss'],
  ['ec', 'ecdsa'],
] as const)('values of a %s key by %s', (kind, scheme) => {
  const signer = pki.issueSigner({
    givenName: 'Ada',
    surname: 'Prova',
    taxCode: 'PRVDAA80A41G273X',
    kind,
    password: 'x',
  });
  const { key } = mustAccept(openPkcs12(signer.pkcs12, 'x'));
  const asked = ['uno', 'due'].map((text) => ({
    scheme,
    digestAlgorithm: 'sha256',
    bytes: Buffer.from(text),
  }));
  const values = asked.map(({ bytes }) => accept(signWith(key, { scheme, digest: 'sha256' }, bytes)));
  const check = (given: Parameters<typeof checkValues>[2]) =>
    checkValues(signer.certificate, asked, given).map((value) => (value.ok ? 'ok' : value.refusal.code));
  const foreign = 'SIGNING_VALUE_NOT_OF_THIS_DOCUMENT';

  it('are accepted each for its own document', () => {
    expect(check(values)).toEqual(['ok', 'ok']);
  });

  it('are refused in another order, when one is missing, and when one is altered', () => {
    expect(check([...values].reverse())).toEqual([foreign, foreign]);
    expect(check(values.slice(0, 1))).toEqual(['ok', foreign]);
    const altered = Buffer.from(mustAccept(values[1]!));
    altered[altered.length - 1]! ^= 1;
    expect(check([values[0]!, accept(altered)])).toEqual(['ok', foreign]);
  });

  it('stay refused where the device refused them', () => {
    expect(check([values[0]!, refuse(signingRefusals.DEVICE_UNAVAILABLE())])).toEqual([
      'ok',
      'SIGNING_DEVICE_UNAVAILABLE',
    ]);
  });
});
