import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bufferSource } from '@libro-firma/pdf';
import {
  BASELINE_LEVELS,
  examineAddedCades,
  examineAddedPades,
  type ExaminedAddition,
} from '@libro-firma/signature';
import { LivePki } from '../../libs/signature/testing/pki/live-services';
import type { TestHolder } from '../../libs/signature/testing/pki/test-authority';
import { samplePdf } from '../../libs/signature/testing/sample-pdf';
import { DssJudge } from './judges/dss';
import { PyhankoSigner } from './judges/pyhanko-signer';
import { dssMaker, type PadesMaker, pyhankoMaker } from './support/files-of-others';
import { LevelFiles } from './support/level-files';
import { isPresent, mustRun } from './support/program';
import type { Tally } from './support/tally';

const TEXT = Buffer.from('Allegato da firmare in busta\n');

/** Files that are given out and come back signed by software of others: each is one signature more, by whom it should be. */
export async function run(tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-elsewhere-'));
  const [live, dss, pyhanko] = await Promise.all([LivePki.start(), DssJudge.start(), PyhankoSigner.start()]);
  const files = new LevelFiles(live, folder);
  try {
    if (dss) await ofMaker(tally, dssMaker(dss, files), live);
    else tally.absent('EU DSS');
    if (pyhanko) await ofMaker(tally, pyhankoMaker(pyhanko, files), live);
    else tally.absent('pyHanko');
    if (dss) await envelopesOfDss(tally, dss, files);
    if (isPresent('openssl')) await envelopesOfOpenssl(tally, files);
  } finally {
    dss?.stop();
    pyhanko?.stop();
    await live.close();
    rmSync(folder, { recursive: true });
  }
}

/** Each level: timestamps and validation data come with a signature, in revisions of their own. */
async function ofMaker(tally: Tally, maker: PadesMaker, { pki }: LivePki): Promise<void> {
  for (const level of BASELINE_LEVELS)
    await tally.checkLater(`PAdES ${level} by ${maker.name} is one signature more`, async () => {
      const holder = pki.signer({ kind: 'rsa-2048' });
      const made = await maker.make(level, holder);
      const [base, signed] = [bufferSource(samplePdf()), bufferSource(made)];
      return faultsOf(examineAddedPades(base, signed), holder, level === 'B-B' ? 0 : 1);
    });
}

async function envelopesOfDss(tally: Tally, dss: DssJudge, files: LevelFiles): Promise<void> {
  for (const level of ['BASELINE-B', 'BASELINE-T'])
    await tally.checkLater(`CAdES ${level} by EU DSS is one signature more`, async () => {
      const holder = files.live.pki.signer({ kind: 'rsa-2048' });
      const made = await files.signedByDss(dss, 'cades', level, TEXT, holder);
      const examined = examineAddedCades(bufferSource(TEXT), bufferSource(made));
      return faultsOf(examined, holder, level === 'BASELINE-B' ? 0 : 1);
    });
}

/** A .p7m, and one signer more in it, by the tool that is everywhere. */
function envelopesOfOpenssl(tally: Tally, files: LevelFiles): Promise<unknown> {
  const holders = [files.live.pki.signer({ kind: 'rsa-2048' }), files.live.pki.signer({ kind: 'p-256' })];
  const [first, second] = holders as [TestHolder, TestHolder];
  const cms = (action: string, input: Buffer, holder: TestHolder, ...more: readonly string[]): Buffer => {
    const pem = (name: string, type: string, der: Buffer): string =>
      files.write(name, Buffer.from(`-----BEGIN ${type}-----\n${base64(der)}\n-----END ${type}-----\n`));
    const certificate = pem('openssl.pem', 'CERTIFICATE', holder.certificate);
    const key = pem('openssl.key', 'PRIVATE KEY', holder.key.export({ type: 'pkcs8', format: 'der' }));
    const [from, to] = [files.write('openssl.in', input), files.path('openssl.p7m')];
    const options = ['-in', from, '-signer', certificate, '-inkey', key, '-out', to, '-outform', 'DER'];
    mustRun('openssl', [
      'cms',
      action,
      '-cades',
      '-binary',
      '-nodetach',
      '-md',
      'sha256',
      ...options,
      ...more,
    ]);
    return readFileSync(to);
  };
  const one = cms('-sign', TEXT, first);
  return tally.checkLater('CAdES by openssl, and a second signer by it, are one signature more each', () => {
    const two = cms('-resign', one, second, '-inform', 'DER');
    return Promise.resolve([
      ...faultsOf(examineAddedCades(bufferSource(TEXT), bufferSource(one)), first, 0),
      ...faultsOf(examineAddedCades(bufferSource(one), bufferSource(two)), second, 0),
      ...(examineAddedCades(bufferSource(TEXT), bufferSource(two)).kind === 'FAULT'
        ? []
        : ['two pass as one']),
    ]);
  });
}

function base64(der: Buffer): string {
  return (der.toString('base64').match(/.{1,64}/g) ?? []).join('\n');
}

function faultsOf(examined: ExaminedAddition, holder: TestHolder, timestamps: number): readonly string[] {
  if (examined.kind === 'FAULT')
    return [[examined.fault, ...examined.changes.map(({ kind }) => kind)].join(' ')];
  const { certificate, signingTime, stampedAt } = examined.addition;
  return [
    ...(certificate?.equals(holder.certificate) ? [] : ['not the signer’s certificate']),
    ...(signingTime ? [] : ['no time of signing']),
    ...(stampedAt.length >= timestamps ? [] : [`${stampedAt.length} timestamps`]),
  ];
}
