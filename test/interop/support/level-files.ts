import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import {
  completePadesWithTimestamp,
  extendPades,
  preparePades,
  signPades,
  signWith,
  type BaselineLevel,
  type CreationAlgorithm,
} from '@libro-firma/signature';
import { liveExtension, liveTimestamps } from '../../../libs/signature/testing/pki/live-signing';
import type { LivePki } from '../../../libs/signature/testing/pki/live-services';
import type { TestHolder } from '../../../libs/signature/testing/pki/test-authority';

import type { DssJudge, DssSigning } from '../judges/dss';

/** A signer, and the algorithm with which he signs here. */
export interface LevelSigner {
  readonly holder: TestHolder;
  readonly algorithm: CreationAlgorithm;
}

/** Files of each level, made as the product makes them, in a folder. */
export class LevelFiles {
  constructor(
    readonly live: LivePki,
    private readonly folder: string,
  ) {}

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, bytes: Buffer): string {
    writeFileSync(this.path(name), bytes);
    return this.path(name);
  }

  /** The file with a further signature of this level. */
  async sign(base: Buffer, level: BaselineLevel, { holder, algorithm }: LevelSigner): Promise<Buffer> {
    const source = bufferSource(base);
    const options = {
      certificate: holder.certificate,
      chain: holder.chain,
      signingTime: new Date(),
      signatureAlgorithm: algorithm.scheme,
      digestAlgorithm: algorithm.digest,
      extraBytes: level === 'B-B' ? 0 : 10 * 1024,
    };
    if (level === 'B-B') {
      return Buffer.concat([base, mustAccept(signPades(source, options, holder.key)).increment]);
    }
    const prepared = mustAccept(preparePades(source, options));
    const value = signWith(holder.key, algorithm, prepared.toBeSigned);
    const stamps = liveTimestamps(this.live);
    const made = mustAccept(await completePadesWithTimestamp(source, prepared, value, holder, stamps));
    mustAccept(made.timestamp);
    const timed = Buffer.concat([base, made.increment]);
    return level === 'B-T' ? timed : this.extend(timed, level);
  }

  /** A file that EU DSS makes with a key of the test PKI. */
  async signedByDss(
    dss: DssJudge,
    kind: DssSigning['kind'],
    level: string,
    input: Buffer,
    holder: TestHolder,
  ): Promise<Buffer> {
    const output = this.path(`by-dss.${kind}`);
    const chain = [holder.certificate, ...holder.chain];
    await dss.sign({
      kind,
      level,
      input: this.write(`for-dss.${kind}`, input),
      output,
      key: this.write('for-dss.key', holder.key.export({ type: 'pkcs8', format: 'der' })),
      chain: chain.map((der, index) => this.write(`for-dss.${index}.cer`, der)),
      timestampUrl: this.live.timestampUrl,
      anchor: this.write('for-dss.anchor.cer', this.live.pki.root.holder.certificate),
    });
    return readFileSync(output);
  }

  /** The file with what it lacks for this level. */
  async extend(file: Buffer, target: Exclude<BaselineLevel, 'B-B'>): Promise<Buffer> {
    const result = mustAccept(await extendPades(bufferSource(file), { ...liveExtension(this.live), target }));
    if (result.level !== target)
      throw new Error(`missing: ${result.missing.map(({ reason }) => reason.code).join()}`);
    return Buffer.concat([file, result.increment]);
  }
}
