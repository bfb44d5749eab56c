import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import {
  extendAsic,
  readContainer,
  signAsicCades,
  signAsicSimple,
  type BaselineLevel,
  type SignedFile,
} from '@libro-firma/signature';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { ASIC_E, writeContainer } from '../../libs/signature/asic/write-container';
import type { KeyKind } from '../../libs/signature/testing/pki/key-kinds';
import { liveExtension } from '../../libs/signature/testing/pki/live-signing';
import { LivePki } from '../../libs/signature/testing/pki/live-services';
import { canJudgeParts, ContainerParts, PARTS_PROGRAMS } from './judges/container-parts';
import { DssJudge } from './judges/dss';
import { LevelFiles } from './support/level-files';
import { isPresent, mustRun } from './support/program';
import type { Tally } from './support/tally';

const file = (name: string, text: string): SignedFile => ({
  name,
  bytes: Buffer.from(text.repeat(20)),
  mediaType: 'text/plain',
});
const FILES = [file('atto.txt', 'Determina di prova\n'), file('allegato.txt', 'Allegato di prova\n')];
const FORMS = ['ASiC-E', 'ASiC-S'] as const;
type Form = (typeof FORMS)[number];
const KEYS: readonly KeyKind[] = ['rsa-2048', 'p-256', 'ed25519'];
const STEPS: readonly (readonly [name: string, target: Exclude<BaselineLevel, 'B-B'>])[] = [
  ['B-LT', 'B-LT'],
  ['B-LTA', 'B-LTA'],
  ['B-LTA renewed', 'B-LTA'],
];

/**
 * Containers with CAdES above B-T, judged by EU DSS with nothing but what they hold, and their parts by OpenSSL: signature,
 * tokens of the archive manifests, and the files that those list.
 */
export async function run(tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-asic-'));
  const [live, dss, engine] = await Promise.all([LivePki.start(), DssJudge.start(), xmlEngine()]);
  try {
    if (!dss) tally.absent('EU DSS');
    for (const program of PARTS_PROGRAMS) if (!isPresent(program)) tally.absent(program);
    const bench = new AsicBench(tally, new LevelFiles(live, folder), dss, engine);
    for (const form of FORMS) for (const key of KEYS) await bench.everyLevel(form, key);
    await bench.control();
  } finally {
    dss?.stop();
    await live.close();
    rmSync(folder, { recursive: true });
  }
}

class AsicBench {
  private readonly anchor: string;
  private readonly pem: string;

  constructor(
    private readonly tally: Tally,
    private readonly files: LevelFiles,
    private readonly dss: DssJudge | undefined,
    private readonly engine: XmlEngine,
  ) {
    this.anchor = files.write('root.cer', files.live.pki.root.holder.certificate);
    this.pem = files.path('root.pem');
    mustRun('openssl', ['x509', '-inform', 'DER', '-in', this.anchor, '-out', this.pem]);
  }

  async everyLevel(form: Form, key: KeyKind): Promise<void> {
    let bytes = await this.signed(form, key);
    for (const [index, [step, target]] of STEPS.entries()) {
      bytes = await this.extended(bytes, target);
      const name = `${form} with CAdES ${step} by ${key}`;
      const path = this.files.write(`${name}.${form === 'ASiC-S' ? 'asics' : 'asice'}`, bytes);
      await this.judgeByDss(name, path, { key, level: target });
      const archives = form === 'ASiC-E' ? index : 0;
      if (canJudgeParts() && (key !== 'ed25519' || archives > 0))
        this.tally.check(`${name}: OpenSSL`, () => {
          const parts = ContainerParts.of(path, `${path}.unpacked`, this.pem);
          return [
            // OpenSSL 3.0 knows no Ed25519 in CMS.
            ...(key === 'ed25519' ? [] : parts.faultsOfCms(form === 'ASiC-S' ? 'simple' : 'extended')),
            ...parts.faultsOfArchives(archives),
          ];
        });
    }
  }

  private async judgeByDss(
    name: string,
    path: string,
    { key, level }: { readonly key: KeyKind; readonly level: BaselineLevel },
  ): Promise<void> {
    const { dss } = this;
    if (!dss) return;
    await this.tally.checkLater(`${name}: EU DSS`, async () => {
      const verdicts = await this.verdicts(dss, path, key);
      const expected = `TOTAL_PASSED CAdES-BASELINE-${level.slice(2)}`;
      const wrong = verdicts.filter(({ indication, format }) => `${indication} ${format}` !== expected);
      return verdicts.length === 1
        ? wrong.map(({ indication, subIndication, format, errors }) =>
            [indication, subIndication, format, errors].join(' '),
          )
        : [`${verdicts.length} signatures`];
    });
  }

  /** A file under the archive exchanged: a judge that passes everything would pass this too. */
  async control(): Promise<void> {
    const { dss } = this;
    const archived = await this.extended(await this.signed('ASiC-E', 'p-256'), 'B-LTA');
    const { files } = mustAccept(await readContainer(archived));
    const kept = [...files].filter(([name]) => name !== 'mimetype');
    const exchanged = await writeContainer(
      ASIC_E,
      kept.map(([name, bytes]) => ({
        name,
        bytes: name === 'allegato.txt' ? Buffer.from('Un altro allegato\n') : bytes,
      })),
    );
    const path = this.files.write('control.asice', exchanged);
    const name = 'control that must not pass: archived ASiC-E with a file exchanged';
    if (canJudgeParts())
      this.tally.check(`${name}: OpenSSL`, () => {
        const faults = ContainerParts.of(path, `${path}.unpacked`, this.pem).faultsOfArchives(1);
        return faults.includes('allegato.txt has another digest') ? [] : ['it passed'];
      });
    if (!dss) return;
    await this.tally.checkLater(`${name}: EU DSS`, async () => {
      const verdicts = await this.verdicts(dss, path, 'p-256');
      const passed = verdicts.some(({ indication }) => indication === 'TOTAL_PASSED');
      return verdicts.length === 0 || passed ? [`${verdicts.length} signatures, passed: ${passed}`] : [];
    });
  }

  private verdicts(dss: DssJudge, path: string, key: KeyKind): ReturnType<DssJudge['verdicts']> {
    return dss.verdicts({ file: path, anchors: [this.anchor], online: false, withEdDsa: key === 'ed25519' });
  }

  private async signed(form: Form, kind: KeyKind): Promise<Buffer> {
    const holder = this.files.live.pki.signer({ kind });
    const options = { ...holder, signingTime: new Date() };
    const made =
      form === 'ASiC-E'
        ? await signAsicCades(FILES, options, holder.key)
        : await signAsicSimple(FILES[0]!, options, holder.key);
    return mustAccept(made);
  }

  private async extended(bytes: Buffer, target: Exclude<BaselineLevel, 'B-B'>): Promise<Buffer> {
    const options = { ...liveExtension(this.files.live), target };
    const result = mustAccept(await extendAsic(bufferSource(bytes), this.engine, options));
    if (result.level !== target)
      throw new Error(`missing: ${result.missing.map(({ reason }) => reason.code).join()}`);
    return result.bytes;
  }
}
