import { mustAccept, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { readContainer } from '../container/read-container';
import { TEST_SIGNERS } from '../testing/test-signers';
import type { ValidationReport } from '../validation/report/validation-report';
import { validateFile } from '../validation/validate-file';
import type { SignedFile } from '../xades/xades-target';
import { MAX_ASIC_BYTES } from './asic-files';
import { signAsicCades, signAsicSimple, signAsicXades } from './sign-asic';
import { ASIC_E, ASIC_S, writeContainer } from './write-container';

let engine: XmlEngine;
beforeAll(async () => {
  engine = await xmlEngine();
});

const signer = TEST_SIGNERS['ECDSA P-256']!();
const signingTime = new Date('2026-06-01T10:00:00Z');
const options = { certificate: signer.certificate, chain: [], signingTime };
const file = (name: string, text: string): SignedFile => ({
  name,
  bytes: Buffer.from(text),
  mediaType: 'text/plain',
});
const FILES = [file('Determina n. 1 è.txt', 'uno'), file('allegati/due.txt', 'due')];

const judge = (bytes: Buffer): Promise<ValidationReport> =>
  validateFile(bufferSource(bytes), { anchors: [signer.certificate], at: signingTime });

const KINDS: readonly (readonly [string, string, () => Promise<Result<Buffer>>])[] = [
  ['ASiC-E with XAdES', ASIC_E, () => signAsicXades(engine, FILES, options, signer.key)],
  ['ASiC-E with CAdES', ASIC_E, () => signAsicCades(FILES, options, signer.key)],
  ['ASiC-S with CAdES', ASIC_S, () => signAsicSimple(FILES[0]!, options, signer.key)],
];

describe.each(KINDS)('%s', (_, mediaType, sign) => {
  it('is TOTAL_PASSED, typed, and covers all its files', async () => {
    const bytes = mustAccept(await sign());
    expect(bytes.subarray(30, 38 + mediaType.length).toString()).toBe(`mimetype${mediaType}`);
    expect(await judge(bytes)).toMatchObject({
      conclusion: 'TOTAL_PASSED',
      uncovered: [],
      signatures: [{ integrity: 'INTACT', coverage: 'WHOLE_FILE', signingCertificateReference: 'OK' }],
    });
  });

  it('is not intact when a file was exchanged, nor clean when one was added or taken out', async () => {
    const { files } = mustAccept(await readContainer(mustAccept(await sign())));
    const again = (
      change: (name: string, bytes: Buffer) => Buffer | undefined,
      more: SignedFile[] = [],
    ): Promise<Buffer> =>
      writeContainer(mediaType, [
        ...[...files].flatMap(([name, bytes]) => {
          const kept = name === 'mimetype' ? undefined : change(name, bytes);
          return kept ? [{ name, bytes: kept }] : [];
        }),
        ...more,
      ]);
    const exchanged = await judge(
      await again((name, bytes) => (name === FILES[0]!.name ? Buffer.from('tre') : bytes)),
    );
    expect(exchanged).toMatchObject({ conclusion: 'TOTAL_FAILED', signatures: [{ integrity: 'BROKEN' }] });
    const added = await judge(await again((_name, bytes) => bytes, [file('nuovo.txt', 'mai firmato')]));
    expect(added.conclusion).not.toBe('TOTAL_PASSED');
    expect(added.uncovered).toContain('nuovo.txt');
    const taken = await judge(await again((name, bytes) => (name === FILES[0]!.name ? undefined : bytes)));
    expect(taken.conclusion).not.toBe('TOTAL_PASSED');
    expect(taken.signatures[0]?.integrity).not.toBe('INTACT');
  });
});

it.each(Object.keys(TEST_SIGNERS))(
  'an ASiC-E with CAdES is signed by a key of its own digest: %s',
  async (kind) => {
    const { certificate, key } = TEST_SIGNERS[kind]!();
    const bytes = mustAccept(await signAsicCades(FILES, { certificate, chain: [], signingTime }, key));
    const report = await validateFile(bufferSource(bytes), { anchors: [certificate], at: signingTime });
    expect(report).toMatchObject({ conclusion: 'TOTAL_PASSED', uncovered: [] });
  },
);

describe('the size of a container', () => {
  const large = (bytes: number): SignedFile => ({
    ...file('planimetria.tif', ''),
    bytes: Buffer.alloc(bytes),
  });

  it('is no matter for reading it again, even if its files are nothing but zeros', async () => {
    const bytes = mustAccept(await signAsicCades([large(3_000_000), ...FILES], options, signer.key));
    expect(await judge(bytes)).toMatchObject({ conclusion: 'TOTAL_PASSED', uncovered: [] });
  });

  it('is bounded before anything is signed', async () => {
    const half = MAX_ASIC_BYTES / 2;
    const refused = await signAsicCades(
      [large(half), { ...large(half + 1), name: 'altra.tif' }],
      options,
      signer.key,
    );
    expect(refused).toMatchObject({ refusal: { code: 'ASIC_TOO_LARGE' } });
  });
});

describe('names that do not suit a container', () => {
  it.each([
    ['a parent folder', ['../su.txt']],
    ['an absolute path', ['/etc/passwd']],
    ['the place of signatures', ['META-INF/x.xml']],
    ['the type', ['mimetype']],
    ['the same name twice', ['a.txt', 'A.txt']],
    ['a backslash', ['a\\b.txt']],
    ['none', []],
  ])('are refused: %s', async (_, names) => {
    const files = names.map((name) => file(name, 'x'));
    expect(await signAsicCades(files, options, signer.key)).toMatchObject({
      ok: false,
      refusal: { code: 'ASIC_FILE_NAMES' },
    });
  });
});
