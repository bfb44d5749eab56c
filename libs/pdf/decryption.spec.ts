import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from './byte-source';
import { rc4 } from './decryption-ciphers';
import { inspectPdf } from './inspection';
import { tablePdf } from './testing/handmade-pdf';
import { open, refusalOf } from './testing/signing';

const withQpdf = spawnSync('qpdf', ['--version']).error === undefined ? describe : describe.skip;
const folder = mkdtempSync(join(tmpdir(), 'pdf-decryption-'));
afterAll(() => rmSync(folder, { recursive: true }));

const base = tablePdf(
  { 6: '<</Title(Determina \\(riservata\\))>>' },
  '/Size 7/Root 1 0 R/Info 6 0 R/ID[<00112233445566778899aabbccddeeff><00>]',
);

function encrypted(user: string, bits: string, ...options: readonly string[]): Buffer {
  const [plain, made] = [join(folder, 'plain.pdf'), join(folder, 'made.pdf')];
  writeFileSync(plain, base);
  const weak = bits === '256' ? [] : ['--allow-weak-crypto'];
  const run = spawnSync('qpdf', [...weak, '--encrypt', user, 'owner', bits, ...options, '--', plain, made]);
  if (run.status !== 0) throw new Error(run.stderr.toString());
  return readFileSync(made);
}

/** What the first page draws, as decrypted and unfiltered. */
function contentOf(bytes: Buffer): string {
  const document = open(bytes);
  const page = document.page(0);
  const content = page ? document.get(page.dictionary, 'Contents') : undefined;
  return content?.kind === 'stream' ? document.streamData(content).toString('latin1') : '';
}

withQpdf('a file that qpdf encrypted without a user password', () => {
  it.each([
    ['RC4, 40 bits', ['40']],
    ['RC4, 128 bits', ['128', '--use-aes=n']],
    ['RC4, 128 bits, by crypt filters', ['128', '--use-aes=n', '--force-V4']],
    ['AES, 128 bits', ['128', '--use-aes=y']],
    ['AES, 128 bits, metadata in the clear', ['128', '--use-aes=y', '--cleartext-metadata']],
    ['AES, 256 bits', ['256']],
    ['AES, 256 bits, revision 5', ['256', '--force-R5']],
  ])('is read and not signed: %s', (_, [bits = '', ...options]) => {
    const bytes = encrypted('', bits, ...options);
    expect(contentOf(bytes)).toBe('0 0 m 10 10 l S');
    expect(mustAccept(inspectPdf(bufferSource(bytes)))).toMatchObject({
      encrypted: true,
      pageCount: 2,
      title: 'Determina (riservata)',
    });
    expect(refusalOf(bytes)).toBe('PDF_ENCRYPTED');
  });

  it.each([['40'], ['128'], ['256']])('stays locked with one, of %s bits', (bits) => {
    const bytes = encrypted('segreto', bits);
    expect(open(bytes).isLocked).toBe(true);
    expect(() => contentOf(bytes)).toThrow('PDF_ENCRYPTED');
    expect(mustAccept(inspectPdf(bufferSource(bytes))).title).toBeNull();
  });

  it('is read where its objects lie in streams', () => {
    const bytes = encrypted('', '256');
    const [packed, source] = [join(folder, 'packed.pdf'), join(folder, 'source.pdf')];
    writeFileSync(source, bytes);
    expect(spawnSync('qpdf', ['--object-streams=generate', source, packed]).status).toBe(0);
    expect(contentOf(readFileSync(packed))).toBe('0 0 m 10 10 l S');
  });
});

it('RC4 gives the published values', () => {
  expect(rc4(Buffer.from('Key'), Buffer.from('Plaintext')).toString('hex')).toBe('bbf316e8d940af0ad3');
  expect(rc4(Buffer.from('Wiki'), Buffer.from('pedia')).toString('hex')).toBe('1021bf0420');
});
