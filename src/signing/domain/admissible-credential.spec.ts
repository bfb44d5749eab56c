import { refusalOfCredential } from './admissible-credential';
import { isForAutomaticProcedures } from './automatic-certificate';
import type { Credential } from './signing-device.port';

const now = new Date('2026-11-20T10:00:00Z');
const signer = { personId: '1', taxCode: 'PRVDAA80A41G273X' };
const certificate: Credential['certificate'] = {
  certificate: Buffer.alloc(0),
  chain: [],
  sha256: '00',
  holder: 'Ada Prova',
  issuer: 'CA',
  validFrom: new Date('2026-01-01T00:00:00Z'),
  validTo: new Date('2028-01-01T00:00:00Z'),
  taxCode: signer.taxCode,
  demo: false,
  automaticOnly: false,
  forSignatures: true,
};
type Given = Partial<Credential['certificate']> & { readonly attended?: boolean };
const refusal = (
  kind: 'SOFTWARE' | 'PKCS11' | 'CSC',
  demo: boolean,
  given: Given = {},
): string | undefined => {
  const { attended = true, ...changed } = given;
  const credential = { certificate: { ...certificate, ...changed }, attended } as Credential;
  return refusalOfCredential(credential, signer, { kind, demo, now })?.code;
};

describe('what may sign in a step of a route', () => {
  it('in production is no key in a file; in a demo it may be', () => {
    expect(refusal('SOFTWARE', false)).toBe('SIGNING_SOFTWARE_KEY');
    expect(refusal('SOFTWARE', true)).toBeUndefined();
    expect([refusal('PKCS11', false), refusal('CSC', false)]).toEqual([undefined, undefined]);
  });

  it.each<[string, string, Given]>([
    ['a certificate for automatic procedures', 'SIGNING_AUTOMATIC_CREDENTIAL', { automaticOnly: true }],
    ['a key that signs without its holder', 'SIGNING_AUTOMATIC_CREDENTIAL', { attended: false }],
    ['somebody else’s', 'SIGNING_CERTIFICATE_OF_SOMEBODY_ELSE', { taxCode: 'XXXXXX80A41G273X' }],
    ['one without a tax code', 'SIGNING_CERTIFICATE_OF_SOMEBODY_ELSE', { taxCode: null }],
    ['one that is not for signatures', 'SIGNING_NOT_A_SIGNING_CERTIFICATE', { forSignatures: false }],
    [
      'one that has expired',
      'SIGNING_CERTIFICATE_NOT_IN_FORCE',
      { validTo: new Date('2026-11-19T00:00:00Z') },
    ],
  ])('is not %s, in production or out of it, on whatever device', (_name, code, given) => {
    for (const demo of [false, true]) {
      expect(refusal('CSC', demo, given)).toBe(code);
      expect(refusal('PKCS11', demo, given)).toBe(code);
    }
  });

  it('knows certificates for automatic procedures by their notice, in one-byte and in two-byte letters', () => {
    const notice = 'Certificato per firma con Procedura Automatica';
    const twoByte = Buffer.from(notice, 'utf16le').swap16();
    expect(
      [Buffer.from(notice), twoByte, Buffer.from('Firma digitale')].map(isForAutomaticProcedures),
    ).toEqual([true, true, false]);
  });
});
