import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCertificate } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, signPades } from '@libro-firma/signature';
import { listXml } from '../../libs/trust/testing/test-lists';
import { samplePdf } from '../../libs/signature/testing/sample-pdf';
import { run } from './verify.command';

const ROOT = join(__dirname, '..', '..');
/** What a verification must not wait for. */
const HEAVY = ['@nestjs', 'typeorm', 'node_modules/pg/', 'bullmq', 'zod', 'node-forge', 'src/platform'];
const LIST_LOADED = `process.on('exit', () => process.stderr.write(Object.keys(require.cache).join('\\n')))`;

describe('cli verify', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'verify-'));
    const now = new Date();
    const pki = createDemoPki({ organisation: 'Comune di Prova', now });
    const person = {
      givenName: 'Anna',
      surname: 'Bianchi',
      taxCode: 'BNCNNA80A41H501X',
      kind: 'ec',
    } as const;
    const { certificate, chain, key } = pki.issueSigner(person);
    const options = { certificate, chain, signingTime: now };
    const file = samplePdf();
    const { increment } = mustAccept(signPades(bufferSource(file), options, key));
    const signed = Buffer.concat([file, increment]);
    writeFileSync(join(folder, 'signed.pdf'), signed);
    signed.write('X', file.indexOf('Determina'));
    writeFileSync(join(folder, 'altered.pdf'), signed);
    writeFileSync(join(folder, 'plain.pdf'), file);
    writeFileSync(join(folder, 'note.txt'), 'nothing signed');
    mkdirSync(join(folder, 'trust'));
    writeFileSync(join(folder, 'trust', 'root.der'), pki.root);
    mkdirSync(join(folder, 'lists'));
    const granted = { status: 'granted', from: '2016-07-01T00:00:00Z', additional: ['ForeSignatures'] };
    const services = [{ certificate: readCertificate(pki.root), periods: [granted] }];
    const list = listXml({ territory: 'IT', nextUpdate: '2099-01-01T00:00:00Z', services });
    writeFileSync(join(folder, 'lists', 'IT.xml'), list);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function verify(...args: string[]) {
    const register = join(folder, 'loaded.cjs');
    writeFileSync(register, LIST_LOADED);
    const sources = join(ROOT, 'test', 'support', 'run-typescript.cjs');
    const start = ['--require', register, '--require', sources, join(ROOT, 'src', 'cli.ts')];
    return spawnSync(process.execPath, [...start, 'verify', ...args], { cwd: folder, encoding: 'utf8' });
  }

  it('gives one line for each file and 0 whatever was found, files that cannot be read included', () => {
    const files = ['signed.pdf', 'altered.pdf', 'plain.pdf', 'note.txt', 'trust', 'not-there.pdf'];
    const { status, stdout } = verify('--trust', 'trust', '--json', ...files);
    const lines = stdout.trimEnd().split('\n');
    const reports = lines.map((line) => JSON.parse(line) as { file: string; conclusion: string });
    expect(reports.map(({ file, conclusion }) => [file, conclusion])).toEqual([
      ['signed.pdf', 'TOTAL_PASSED'],
      ['altered.pdf', 'TOTAL_FAILED'],
      ['plain.pdf', 'NO_SIGNATURE'],
      ['note.txt', 'FORMAT_ERROR'],
      ['trust', 'FORMAT_ERROR'],
      ['not-there.pdf', 'FORMAT_ERROR'],
    ]);
    expect(status).toBe(0);
  });

  it('trusts nobody on its own, and judges for the instant that is given', () => {
    expect(verify('--json', 'signed.pdf').stdout).toContain('"conclusion":"INDETERMINATE"');
    const early = verify('--trust', 'trust', '--at', '2001-01-01T00:00:00Z', '--json', 'signed.pdf');
    expect(early.stdout).toContain('"conclusion":"INDETERMINATE"');
  });

  it('trusts who is on a list of the folder, and says what the signature is by it', async () => {
    const said: string[] = [];
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said.push(String(text));
      return true;
    });
    const lists = join(folder, 'lists');
    const file = join(folder, 'signed.pdf');
    expect([await run(['--trust', lists, '--json', file]), await run(['--trust', lists, file])]).toEqual([
      0, 0,
    ]);
    write.mockRestore();
    expect(JSON.parse(said[0] ?? '')).toMatchObject({
      conclusion: 'TOTAL_PASSED',
      signatures: [{ qualification: { level: 'AdES', reason: 'CERTIFICATE_NOT_QUALIFIED' } }],
    });
    expect(said[1]).toContain('AdES: Il prestatore è qualificato, ma questo certificato non lo è');
  });

  it('speaks to people in Italian, or in English when asked', () => {
    expect(verify('--trust', 'trust', 'signed.pdf').stdout).toMatch(
      /tutte le firme sono valide[^]*Anna Bianchi/,
    );
    expect(verify('--lang', 'en', 'altered.pdf').stdout).toMatch(/not valid[^]*HASH_FAILURE/);
  });

  it.each([
    [[]],
    [['--lang', 'fr', 'x.pdf']],
    [['--at', 'ieri', 'x.pdf']],
    [['--trust', 'none', 'x.pdf']],
    [['--no']],
  ])('tells how it is used when called with %j', (args) => {
    const { status, stderr } = verify(...args);
    expect(status).toBe(1);
    expect(stderr).toContain('usage: verify');
  });

  it('loads neither framework nor database nor configuration', () => {
    const { stderr } = verify('--json', 'signed.pdf');
    expect(stderr).toContain('validate-pdf');
    expect(HEAVY.filter((part) => stderr.includes(part))).toEqual([]);
  });
});
