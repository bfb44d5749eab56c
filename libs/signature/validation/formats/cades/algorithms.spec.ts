import { bufferSource } from '@libro-firma/pdf';
import { validateFile } from '../../../index';
import { ask, itWith } from '../../../testing/oracles';

/** Signed by OpenSSL, which has each of these by another hand than ours. */
interface Made {
  readonly key: readonly string[];
  readonly sign: readonly string[];
}

const CONTENT = 'Determina n. 12 del 25/11/2026\n';
const RSA: readonly string[] = ['genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'];
const curve = (name: string): readonly string[] => [
  ...['genpkey', '-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${name}`],
];
const pss = (...options: readonly string[]): readonly string[] =>
  ['rsa_padding_mode:pss', ...options].flatMap((option) => ['-keyopt', option]);

function signedByOpenssl({ key, sign }: Made): Buffer {
  const steps = (command: readonly string[], files: Readonly<Record<string, Buffer | string>>): Buffer => {
    const { made, output } = ask('openssl', [...command, '-out', 'out'], files);
    if (!made) throw new Error(`OpenSSL did not do it: ${output}`);
    return made;
  };
  const secret = steps(key, {});
  const subject = ['-subj', '/CN=NON VALIDO - TEST', '-days', '30'];
  const certificate = steps(['req', '-x509', '-new', '-key', 'key', ...subject], { key: secret });
  return steps(
    [
      'cms',
      '-sign',
      '-binary',
      '-nodetach',
      '-in',
      'text',
      '-outform',
      'DER',
      '-signer',
      'cert',
      '-inkey',
      'key',
      ...sign,
    ],
    { key: secret, cert: certificate, text: CONTENT },
  );
}

async function integrityOf(file: Buffer): Promise<string | undefined> {
  const report = await validateFile(bufferSource(file), { anchors: [], at: new Date() });
  return report.signatures[0]?.integrity;
}

describe('a signature made by OpenSSL', () => {
  const cases: readonly (readonly [string, Made])[] = [
    ...['sha1', 'sha224', 'sha384', 'sha512', 'sha512-256', 'sha3-256', 'sha3-512'].map(
      (digest) => [`RSA with ${digest}`, { key: RSA, sign: ['-md', digest] }] as const,
    ),
    ...['brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1', 'secp256k1', 'secp521r1'].map(
      (name) => [`ECDSA on ${name}`, { key: curve(name), sign: ['-md', 'sha384'] }] as const,
    ),
    ['PSS with the longest salt', { key: RSA, sign: pss('rsa_pss_saltlen:-3') }],
    ['PSS without salt', { key: RSA, sign: pss('rsa_pss_saltlen:0') }],
    ['PSS with a mask by SHA-1', { key: RSA, sign: ['-md', 'sha512', ...pss('rsa_mgf1_md:sha1')] }],
    [
      'PSS with a mask by SHA-512',
      { key: RSA, sign: ['-md', 'sha256', ...pss('rsa_mgf1_md:sha512', 'rsa_pss_saltlen:11')] },
    ],
    ['a signer named by his key', { key: RSA, sign: ['-keyid'] }],
    ['no signed attributes', { key: RSA, sign: ['-noattr'] }],
    ['an envelope of indefinite lengths', { key: RSA, sign: ['-stream'] }],
  ];
  for (const [name, made] of cases)
    itWith('openssl')(`is intact, and broken once its content or value is changed: ${name}`, async () => {
      const file = signedByOpenssl(made);
      expect(await integrityOf(file)).toBe('INTACT');
      const content = Buffer.from(file);
      content[file.indexOf(CONTENT)] = 0x64;
      expect(await integrityOf(content)).toBe('BROKEN');
      // The value stands last, but for the ends of indefinite lengths.
      const value = Buffer.from(file);
      const place = file.length - 20;
      value[place] = (value[place] ?? 0) ^ 1;
      expect(await integrityOf(value)).toBe('BROKEN');
    });
});
