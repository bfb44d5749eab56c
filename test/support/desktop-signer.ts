import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import {
  type CadesInput,
  completeCades,
  openPkcs12,
  type PadesOptions,
  prepareCades,
  signPades,
  signWith,
} from '@libro-firma/signature';
import type { Application } from './application';
import { PIN } from './people';

/** A person who signs at his own computer, with a program that this service never sees. */
export class DesktopSigner {
  private constructor(
    private readonly app: Application,
    readonly certificate: Buffer,
    readonly chain: readonly Buffer[],
    readonly key: KeyObject,
    readonly pem: string,
  ) {}

  /** With the demo key of that person. */
  static async of(app: Application, username: string): Promise<DesktopSigner> {
    const { rows } = await app.superuser.query<{ code: string }>(
      'SELECT tax_code AS code FROM person WHERE username = $1',
      [username],
    );
    const path = join(app.dataDir, 'keys', rows[0]!.code);
    const pem = readFileSync(`${path}.pem`, 'latin1');
    const [certificate, ...chain] = [
      ...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g),
    ].map((match) => Buffer.from(match[1]!, 'base64'));
    const { key } = mustAccept(openPkcs12(readFileSync(`${path}.p12`), PIN));
    return new DesktopSigner(app, certificate!, chain, key, pem);
  }

  pades(file: Buffer, more: Partial<PadesOptions> = {}): Buffer {
    const { certificate, chain } = this;
    const options = { certificate, chain, signingTime: this.app.clock.now(), ...more };
    const { increment } = mustAccept(signPades(bufferSource(file), options, this.key));
    return Buffer.concat([file, increment]);
  }

  /** A .p7m around a document. */
  envelope(document: Buffer): Buffer {
    return this.cades({ kind: 'ATTACHED', document: bufferSource(document) });
  }

  /** One more signer in a .p7m. */
  alongside(envelope: Buffer): Buffer {
    return this.cades({ kind: 'PARALLEL', signed: bufferSource(envelope) });
  }

  private cades(input: CadesInput): Buffer {
    const { certificate, chain } = this;
    const options = { certificate, chain, signingTime: this.app.clock.now() };
    const prepared = mustAccept(prepareCades(input, options));
    const { signatureScheme: scheme, digestAlgorithm: digest } = prepared;
    const value = signWith(this.key, { scheme, digest }, prepared.toBeSigned);
    return Buffer.concat([...mustAccept(completeCades(input, prepared, value, options)).pieces()]);
  }
}
