import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bufferSource } from '@libro-firma/pdf';
import { BASELINE_LEVELS, type BaselineLevel, type CadesInput } from '@libro-firma/signature';
import { signCadesByTest } from '../../libs/signature/testing/cades-signing';
import { ALGORITHM_OF, KEY_KINDS, type KeyKind } from '../../libs/signature/testing/pki/key-kinds';
import { LivePki } from '../../libs/signature/testing/pki/live-services';
import type { TestHolder } from '../../libs/signature/testing/pki/test-authority';
import { createTestPki } from '../../libs/signature/testing/pki/test-pki';
import { DssJudge, type DssQuestion } from './judges/dss';
import {
  cadesDocument,
  CADES_DOCUMENT,
  cadesOfLevel,
  extendedCades,
  withoutOneResponse,
} from './support/cades-files';
import { LevelFiles } from './support/level-files';
import { isPresent, runProgram } from './support/program';
import type { Tally } from './support/tally';

const INPUT: CadesInput = { kind: 'ATTACHED', document: cadesDocument };
/** OpenSSL 3.0 does not know these in CMS. */
const UNKNOWN_TO_OPENSSL: readonly KeyKind[] = ['ed25519'];

/** CAdES of every level and kind of key, attached, detached, beside and over others, judged by EU DSS and OpenSSL. */
export async function run(tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-cades-'));
  const [live, dss] = await Promise.all([LivePki.start(), DssJudge.start()]);
  try {
    if (!dss) tally.absent('EU DSS');
    const bench = new CadesBench(tally, new LevelFiles(live, folder), dss);
    for (const key of KEY_KINDS) {
      for (const level of BASELINE_LEVELS) await bench.levelOf(key, level, 'ATTACHED');
      await bench.levelOf(key, 'B-LTA', 'DETACHED');
      await bench.levelOf(key, 'B-B', 'DETACHED');
    }
    await bench.furtherSignatures();
    await bench.extensionsOfOthers();
    await bench.controls();
  } finally {
    dss?.stop();
    await live.close();
    rmSync(folder, { recursive: true });
  }
}

class CadesBench {
  private readonly anchor: string;
  private readonly document: string;

  constructor(
    private readonly tally: Tally,
    private readonly files: LevelFiles,
    private readonly dss: DssJudge | undefined,
  ) {
    this.anchor = files.write('root.cer', files.live.pki.root.holder.certificate);
    this.document = files.write('document.txt', CADES_DOCUMENT);
  }

  async levelOf(key: KeyKind, level: BaselineLevel, kind: 'ATTACHED' | 'DETACHED'): Promise<void> {
    const { live } = this.files;
    const signer = { holder: live.pki.signer({ kind: key }), algorithm: ALGORITHM_OF[key] };
    const bytes = await cadesOfLevel(live, { kind, document: cadesDocument }, signer, level);
    const name = `CAdES ${level} ${kind.toLowerCase()} by ${key}`;
    await this.judge(name, bytes, { level, kind, key, signers: 1 });
  }

  /** A second signer, a counter-signature, and an envelope in an envelope. */
  async furtherSignatures(): Promise<void> {
    const { live } = this.files;
    const sign = (input: CadesInput, kind: KeyKind = 'p-256'): Buffer =>
      signCadesByTest(input, live.pki.signer({ kind }));
    const first = sign({ kind: 'ATTACHED', document: cadesDocument }, 'rsa-2048');
    const facts = { level: 'B-B', kind: 'ATTACHED', key: 'p-256', signers: 2 } as const;
    await this.judge(
      'CAdES with a second signer',
      sign({ kind: 'PARALLEL', signed: bufferSource(first) }),
      facts,
    );
    await this.judge(
      'CAdES countersigned',
      sign({ kind: 'COUNTER', signed: bufferSource(first), signer: 0 }),
      facts,
    );
    const nested = sign({ kind: 'ATTACHED', document: bufferSource(first) });
    await this.judge('CAdES around CAdES', nested, { ...facts, signers: 1 });
    if (!this.dss) return;
    const made = await this.madeByDss(this.dss, 'BASELINE-B');
    await this.judge(
      'CAdES by DSS with a second signer of ours',
      sign({ kind: 'PARALLEL', signed: bufferSource(made) }),
      facts,
    );
    await this.judge(
      'CAdES by DSS countersigned by us',
      sign({ kind: 'COUNTER', signed: bufferSource(made), signer: 0 }),
      facts,
    );
  }

  /** What EU DSS made, extended and renewed here. */
  async extensionsOfOthers(): Promise<void> {
    const { dss } = this;
    if (!dss) return;
    const cases = [
      ['BASELINE-B', 'B-T'],
      ['BASELINE-T', 'B-LT'],
      ['BASELINE-T', 'B-LTA'],
      ['BASELINE-LT', 'B-LTA'],
      ['BASELINE-LTA', 'B-LTA'],
    ] as const;
    for (const [from, level] of cases) {
      const name = `CAdES by DSS ${from} extended here to ${level}`;
      const bytes = await extendedCades(this.files.live, await this.madeByDss(dss, from), level);
      await this.judge(name, bytes, { level, kind: 'ATTACHED', key: 'rsa-2048', signers: 1 });
    }
  }

  /** A judge that passes everything would pass these too. */
  async controls(): Promise<void> {
    const { dss } = this;
    if (!dss) return;
    const { live } = this.files;
    const { pki } = live;
    const sign = (holder: TestHolder, level: BaselineLevel): Promise<Buffer> =>
      cadesOfLevel(live, INPUT, { holder, algorithm: holder.algorithm }, level);
    const signer = pki.signer();
    const good = await sign(signer, 'B-T');
    const altered = Buffer.from(good);
    altered[good.indexOf('prova')] = 0x50;
    const stolen = pki.signer({ revoked: new Date(Date.now() - 3_600_000) });
    const otherRoot = this.files.write('other.cer', createTestPki().root.holder.certificate);
    const less = withoutOneResponse(good, await sign(signer, 'B-LT'));
    const cases: readonly (readonly [name: string, bytes: Buffer, change?: Partial<DssQuestion>])[] = [
      ['with one byte changed', altered],
      ['revoked before signing', await sign(stolen, 'B-T')],
      ['with another root', good, { anchors: [otherRoot] }],
      ['B-LT with one OCSP response removed', less, { online: false }],
    ];
    for (const [name, bytes, change] of cases) {
      const file = this.files.write(`control ${name}.p7m`, bytes);
      await this.tally.checkLater(`control that must not pass: CAdES ${name}`, async () => {
        const verdicts = await dss.verdicts({ file, anchors: [this.anchor], online: true, ...change });
        const passed = verdicts.some(({ indication }) => indication === 'TOTAL_PASSED');
        return verdicts.length === 0 || passed ? [`${verdicts.length} signatures, passed: ${passed}`] : [];
      });
    }
  }

  private async madeByDss(dss: DssJudge, level: string): Promise<Buffer> {
    const { live } = this.files;
    const holder = live.pki.signer({ kind: 'rsa-2048' });
    return this.files.signedByDss(dss, 'cades', level, CADES_DOCUMENT, holder);
  }

  private async judge(
    name: string,
    bytes: Buffer,
    facts: {
      readonly level: BaselineLevel;
      readonly kind: 'ATTACHED' | 'DETACHED';
      readonly key: KeyKind;
      readonly signers: number;
    },
  ): Promise<void> {
    const { level, kind, key, signers } = facts;
    const file = this.files.write(`${name}.${kind === 'ATTACHED' ? 'p7m' : 'p7s'}`, bytes);
    const { dss } = this;
    if (dss) {
      await this.tally.checkLater(`${name}: EU DSS`, async () => {
        const verdicts = await dss.verdicts({
          file,
          ...(kind === 'DETACHED' && { content: this.document }),
          anchors: [this.anchor],
          online: level === 'B-B' || level === 'B-T',
          withEdDsa: key === 'ed25519',
        });
        const expected = `TOTAL_PASSED CAdES-BASELINE-${level.slice(2)}`;
        const wrong = verdicts.flatMap(({ indication, subIndication, format, errors }) =>
          `${indication} ${format}` === expected
            ? []
            : [`${indication} ${subIndication} ${format}: ${errors}`],
        );
        return verdicts.length === signers ? wrong : [`${verdicts.length} signatures`, ...wrong];
      });
    }
    if (isPresent('openssl') && !UNKNOWN_TO_OPENSSL.includes(key)) {
      this.tally.check(`${name}: OpenSSL`, () => this.faultsByOpenssl(file, kind));
    }
  }

  private faultsByOpenssl(file: string, kind: 'ATTACHED' | 'DETACHED'): readonly string[] {
    const pem = this.files.path('root.pem');
    runProgram('openssl', ['x509', '-inform', 'DER', '-in', this.anchor, '-out', pem]);
    const content = kind === 'DETACHED' ? ['-content', this.document] : [];
    const question = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', file, ...content];
    const rest = ['-CAfile', pem, '-purpose', 'any', '-out', '/dev/null'];
    const { status, output } = runProgram('openssl', [...question, ...rest]);
    return status === 0 ? [] : [output.slice(0, 300)];
  }
}
