import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCertificate } from '@libro-firma/asn1';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createDemoPki, signPades, VALIDATION_REPORT_SCHEMA } from '@libro-firma/signature';
import { listXml } from '../../libs/trust/testing/test-lists';
import { LivePki } from '../../libs/signature/testing/pki/live-services';
import { samplePdf } from '../../libs/signature/testing/sample-pdf';
import { stampedCms } from '../../libs/signature/testing/stamped-cms';
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

  /** The same in this process, whose services it can then ask. */
  async function saidBy(...args: string[]): Promise<string> {
    let said = '';
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
    try {
      expect(await run(args)).toBe(0);
      return said;
    } finally {
      write.mockRestore();
    }
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
    const lists = join(folder, 'lists');
    const file = join(folder, 'signed.pdf');
    const said = [await saidBy('--trust', lists, '--json', file), await saidBy('--trust', lists, file)];
    expect(JSON.parse(said[0] ?? '')).toMatchObject({
      conclusion: 'TOTAL_PASSED',
      signatures: [{ qualification: { level: 'AdES', reason: 'CERTIFICATE_NOT_QUALIFIED' } }],
    });
    expect(said[1]).toContain('AdES: Il prestatore è qualificato, ma questo certificato non lo è');
  });

  it('asks for issuers and revocation only when told to, and inner hosts only when they are named', async () => {
    const live = await LivePki.start();
    const trust = join(folder, 'live');
    mkdirSync(trust);
    writeFileSync(join(trust, 'root.der'), live.pki.root.holder.certificate);
    const { chain, ...signer } = live.pki.signer();
    const file = join(folder, 'atto.txt.p7m');
    const content = Buffer.from('Ordinanza n. 5');
    writeFileSync(file, stampedCms({ content, signer: { ...signer, chain: chain.slice(-1) } }));
    const host = new URL(live.base).host;
    const verdict = async (...args: string[]): Promise<string> =>
      (JSON.parse(await saidBy('--trust', trust, '--json', ...args, file)) as { conclusion: string })
        .conclusion;
    const offline = [await verdict(), await verdict('--online'), await verdict('--allow', host)];
    expect(offline).toEqual(['INDETERMINATE', 'INDETERMINATE', 'INDETERMINATE']);
    expect(live.requests).toEqual({ ocsp: 0, crl: 0, timestamp: 0, issuer: 0 });
    expect(await verdict('--online', '--allow', host)).toBe('TOTAL_PASSED');
    expect(live.requests.issuer).toBe(1);
    await live.close();
  });

  it('gives the schema of its lines', async () => {
    expect(JSON.parse(await saidBy('--schema'))).toEqual(VALIDATION_REPORT_SCHEMA);
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
