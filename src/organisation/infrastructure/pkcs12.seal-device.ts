import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import {
  type CreationAlgorithm,
  isDemoCertificate,
  type OpenedPkcs12,
  openPkcs12,
  signWith,
} from '@libro-firma/signature';
import { organisationRefusals } from '../domain/organisation.refusals';
import type { SealDevice, SealKey } from '../domain/seal-device.port';
import type { SealFolders } from '../organisation.settings';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const KEY_FILE = /^(.+)\.p12$/;

/**
 * Keys as PKCS#12 files of a mounted folder, opened with passphrases that lie in files too, as containers get their
 * secrets. The opened key stays in the memory of the process, and is read again when one of its files changes.
 */
export class Pkcs12SealDevice implements SealDevice {
  readonly kind = 'pkcs12';
  private readonly opened = new Map<string, { readonly stamp: string; readonly key: OpenedPkcs12 }>();

  constructor(private readonly folders: SealFolders) {}

  open(name: string): Promise<Result<SealKey>> {
    const found = NAME.test(name) ? this.read(name) : undefined;
    if (!found) return Promise.resolve(refuse(organisationRefusals.SEAL_UNAVAILABLE()));
    return Promise.resolve(
      accept({
        certificate: found.certificate,
        chain: found.chain,
        sign: ({ scheme, digestAlgorithm, bytes }) =>
          Promise.resolve(
            accept(signWith(found.key, { scheme, digest: digestAlgorithm } as CreationAlgorithm, bytes)),
          ),
      }),
    );
  }

  /** Names of the keys in the folder that are those of a demo. */
  demoKeys(): string[] {
    if (!existsSync(this.folders.keys)) return [];
    return readdirSync(this.folders.keys).filter((file) => {
      const name = KEY_FILE.exec(file)?.[1];
      const found = name === undefined ? undefined : this.read(name);
      return found !== undefined && isDemoCertificate(found.certificate);
    });
  }

  private read(name: string): OpenedPkcs12 | undefined {
    const files = [join(this.folders.keys, `${name}.p12`), join(this.folders.passphrases, `${name}.pass`)];
    const [key = '', passphrase = ''] = files;
    if (!files.every((file) => existsSync(file))) return undefined;
    const stamp = files.map((file) => statSync(file).mtimeMs).join(' ');
    const known = this.opened.get(name);
    if (known?.stamp === stamp) return known.key;
    const read = openPkcs12(readFileSync(key), readFileSync(passphrase, 'utf8').replace(/\r?\n$/, ''));
    if (!read.ok) return undefined;
    this.opened.set(name, { stamp, key: read.value });
    return read.value;
  }
}
