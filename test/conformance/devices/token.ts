import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoSigner } from '@libro-firma/signature';
import { Pkcs11Device } from '../../../src/signing/infrastructure/pkcs11/pkcs11.device';
import { type Bench, keyOfAda } from './bench';

const PIN = '11223344';
const LIBRARIES = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib64/softhsm/libsofthsm.so'];
const root = join(__dirname, '..', '..', '..');

/** The process of a session, run from the sources. */
export const PROGRAM = {
  entry: join(root, 'src', 'signing', 'infrastructure', 'pkcs11', 'token-process.ts'),
  execArgv: ['--require', join(root, 'test', 'support', 'run-typescript.cjs')],
};

export const LIBRARY = LIBRARIES.find(existsSync) ?? 'libsofthsm2.so';

/** SoftHSM's tokens in a folder of their own; the library finds them by an environment variable. */
export class TokenDrawer {
  private constructor(private readonly folder: string) {}

  static async open(): Promise<TokenDrawer> {
    const folder = await mkdtemp(join(tmpdir(), 'libro-firma-tokens-'));
    await mkdir(join(folder, 'tokens'));
    const settings = join(folder, 'softhsm2.conf');
    await writeFile(settings, `directories.tokendir = ${folder}/tokens\nobjectstore.backend = file\n`);
    process.env.SOFTHSM2_CONF = settings;
    return new TokenDrawer(folder);
  }

  /** A new token with one person's key, as a card leaves its issuer. */
  async putToken(label: string, pin: string, signer: DemoSigner, keyId = '01'): Promise<void> {
    program(
      'softhsm2-util',
      '--init-token',
      '--free',
      '--label',
      label,
      '--pin',
      pin,
      '--so-pin',
      '87654321',
    );
    await this.putKey(label, pin, signer, keyId);
  }

  async putKey(label: string, pin: string, { key, certificate, chain }: DemoSigner, keyId: string) {
    const keyFile = join(this.folder, 'key.pem');
    await writeFile(keyFile, key.export({ type: 'pkcs8', format: 'pem' }));
    const named = ['--token', label, '--pin', pin, '--label', `${label}-${keyId}`, '--id', keyId];
    program('softhsm2-util', '--import', keyFile, ...named);
    await rm(keyFile);
    await this.putCertificate(label, pin, certificate, keyId);
    if (chain[0]) await this.putCertificate(label, pin, chain[0], `a${keyId.slice(1)}`);
  }

  private async putCertificate(label: string, pin: string, certificate: Buffer, keyId: string) {
    const file = join(this.folder, 'certificate.der');
    await writeFile(file, certificate);
    const login = ['--module', LIBRARY, '--token-label', label, '--login', '--pin', pin];
    program('pkcs11-tool', ...login, '--write-object', file, '--type', 'cert', '--id', keyId);
  }

  /** The drawer without a token in it: the card was pulled out. */
  async pullOutAll(): Promise<void> {
    await rm(join(this.folder, 'tokens'), { recursive: true });
    await mkdir(join(this.folder, 'tokens'));
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

export function tokenDevice(library = LIBRARY): Pkcs11Device {
  return new Pkcs11Device({ id: 'token', name: 'Token di prova', library }, PROGRAM);
}

export async function tokenBench(kind: 'rsa' | 'ec'): Promise<Bench> {
  const drawer = await TokenDrawer.open();
  await drawer.putToken('ada', PIN, keyOfAda(kind));
  const device = tokenDevice();
  const credentials = await device.credentialsOf();
  const own = credentials.ok
    ? credentials.value.find(({ certificate }) => certificate.taxCode !== null)
    : undefined;
  if (!own) throw new Error('the token shows no certificate');
  return {
    device,
    credentialId: own.id,
    codes: () => ({ pin: PIN }),
    wrongCodes: { pin: '99999999' },
    missingCodes: { otp: '123456' },
    schemes: kind === 'rsa' ? ['rsa-pkcs1', 'rsa-pss'] : ['ecdsa'],
    close: () => drawer.close(),
  };
}

function program(name: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(name, args, { encoding: 'utf8', env: process.env });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
}
