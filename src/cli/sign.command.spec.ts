import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustAccept } from '@libro-firma/kernel';
import { createPkcs12, signAsicCades } from '@libro-firma/signature';
import { LivePki } from '../../libs/signature/testing/pki/live-services';
import { samplePdf } from '../../libs/signature/testing/sample-pdf';

const ROOT = join(__dirname, '..', '..');

// Every call is a process of its own.
jest.setTimeout(60_000);

describe('cli sign and extend', () => {
  let folder: string;
  let live: LivePki;
  const file = (name: string): string => join(folder, name);
  beforeAll(async () => {
    live = await LivePki.start();
    folder = mkdtempSync(join(tmpdir(), 'sign-'));
    const holder = live.pki.signer({ kind: 'rsa-2048' });
    writeFileSync(file('anna.p12'), createPkcs12({ ...holder, name: 'Anna' }, 'segreta'));
    writeFileSync(file('atto.pdf'), samplePdf());
    mkdirSync(file('trust'));
    writeFileSync(file('trust/root.der'), live.pki.root.holder.certificate);
  });
  afterAll(async () => {
    await live.close();
    rmSync(folder, { recursive: true });
  });

  const cli = (...args: readonly string[]): Promise<{ code: number; out: string; err: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, SIGNING_PASSWORD: 'segreta' };
      execFile(
        process.execPath,
        [
          '--require',
          join(ROOT, 'test', 'support', 'run-typescript.cjs'),
          join(ROOT, 'src', 'cli.ts'),
          ...args,
        ],
        { env },
        (fault, out, err) => resolve({ code: typeof fault?.code === 'number' ? fault.code : 0, out, err }),
      );
    });
  const services = (): readonly string[] => ['--tsa', live.timestampUrl, '--trust', file('trust')];
  const answer = ({ out }: { out: string }): unknown => JSON.parse(out);

  it('signs a PDF and leaves the one that was given as it is', async () => {
    const before = readFileSync(file('atto.pdf'));
    const ran = await cli(
      'sign',
      '--pkcs12',
      file('anna.p12'),
      '--out',
      file('firmato.pdf'),
      file('atto.pdf'),
    );
    expect(ran.err).toBe('');
    expect(answer(ran)).toMatchObject({ level: 'B-B', missing: [] });
    expect(readFileSync(file('firmato.pdf')).subarray(0, before.length)).toEqual(before);
    const again = await cli(
      'sign',
      '--pkcs12',
      file('anna.p12'),
      '--out',
      file('firmato.pdf'),
      file('atto.pdf'),
    );
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('EEXIST') as string });
  });

  it('extends it to B-LTA', async () => {
    const args = ['--level', 'B-LTA', ...services(), '--out', file('lungo.pdf'), file('firmato.pdf')];
    const ran = await cli('extend', ...args);
    expect(answer(ran)).toMatchObject({ level: 'B-LTA', missing: [] });
  });

  it('signs an envelope of level B-LT, beside and over others', async () => {
    const key = ['--format', 'cades', '--pkcs12', file('anna.p12')];
    const first = await cli(
      'sign',
      ...key,
      '--level',
      'B-LT',
      ...services(),
      '--out',
      file('a.p7m'),
      file('atto.pdf'),
    );
    expect(answer(first)).toMatchObject({ level: 'B-LT' });
    const second = await cli('sign', ...key, '--parallel', '--out', file('b.p7m'), file('a.p7m'));
    expect(answer(second)).toMatchObject({ level: 'B-B' });
    const third = await cli('sign', ...key, '--counter', '0', '--out', file('c.p7m'), file('b.p7m'));
    expect(third.code).toBe(0);
  });

  it('extends a container to B-LTA, and renews it', async () => {
    const holder = live.pki.signer();
    const files = [{ name: 'atto.pdf', bytes: readFileSync(file('atto.pdf')), mediaType: 'application/pdf' }];
    const options = { ...holder, signingTime: new Date() };
    writeFileSync(file('a.asice'), mustAccept(await signAsicCades(files, options, holder.key)));
    const extend = (from: string, to: string): ReturnType<typeof cli> =>
      cli('extend', '--level', 'B-LTA', ...services(), '--out', file(to), file(from));
    expect(answer(await extend('a.asice', 'b.asice'))).toMatchObject({ level: 'B-LTA', missing: [] });
    expect(answer(await extend('b.asice', 'c.asice'))).toMatchObject({ level: 'B-LTA', missing: [] });
  });

  it('tells what is missing by its code and ends with 3', async () => {
    live.faults.ocsp = 'TRY_LATER';
    live.faults.crl = 'HTTP_500';
    const args = ['--level', 'B-LT', ...services(), '--out', file('breve.pdf'), file('firmato.pdf')];
    const ran = await cli('extend', ...args);
    expect(ran.code).toBe(3);
    expect(answer(ran)).toMatchObject({
      level: 'B-T',
      missing: [{ code: 'REVOCATION_NOTHING_USABLE' }, {}, {}],
    });
    const none = await cli(
      'extend',
      '--level',
      'B-T',
      ...services(),
      '--out',
      file('x.pdf'),
      file('atto.pdf'),
    );
    expect(answer(none)).toMatchObject({ code: 'SIGNATURE_NONE_TO_EXTEND' });
  });
});
