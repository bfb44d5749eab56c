import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustAccept, type Result } from '@libro-firma/kernel';
import {
  completeAsic,
  completeXades,
  completeXadesWithTimestamp,
  prepareAsic,
  prepareXades,
  readContainer,
  signWith,
  type AsicForm,
  type AsicSubject,
  type SignedFile,
} from '@libro-firma/signature';
import { xmlEngine, type XmlEngine } from '@libro-firma/xml';
import { ASIC_E, ASIC_S, writeContainer } from '../../libs/signature/asic/write-container';
import { ALGORITHM_OF, KEY_KINDS, type KeyKind } from '../../libs/signature/testing/pki/key-kinds';
import { LivePki } from '../../libs/signature/testing/pki/live-services';
import { liveTimestamps } from '../../libs/signature/testing/pki/live-signing';
import { canJudgeParts, ContainerParts, PARTS_PROGRAMS } from './judges/container-parts';
import { DssJudge } from './judges/dss';
import { LevelFiles, type LevelSigner } from './support/level-files';
import { isPresent, mustRun, runProgram } from './support/program';
import type { Tally } from './support/tally';

type Level = 'B-B' | 'B-T';
const LEVELS: readonly Level[] = ['B-B', 'B-T'];

/** xmlsec1 1.2 knows neither EdDSA nor PSS in XML, OpenSSL 3.0 no Ed25519 in CMS: these have one judge. */
const UNKNOWN_TO_OTHERS: Readonly<Record<'XAdES' | 'CAdES', readonly KeyKind[]>> = {
  XAdES: ['ed25519', 'rsa-pss-2048'],
  CAdES: ['ed25519'],
};
const XML = Buffer.from(
  '<?xml version="1.0" encoding="UTF-8"?>\n<p:Segnatura xmlns:p="urn:segnatura" versione="3.0.0">\n' +
    '  <p:Oggetto>Determina è &amp; così</p:Oggetto><!-- nota -->\n</p:Segnatura>\n',
);
const file = (name: string, text: string): SignedFile => ({
  name,
  bytes: Buffer.from(text.repeat(20)),
  mediaType: 'text/plain',
});
const FILES = [file('atto.txt', 'Determina di prova\n'), file('allegato.txt', 'Allegato di prova\n')];
const FORMS: readonly AsicForm[] = ['ASIC_E_XADES', 'ASIC_E_CADES', 'ASIC_S_CADES'];

/** XAdES and containers of both levels and every kind of key, judged by EU DSS, and by xmlsec1 or OpenSSL. */
export async function run(tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-xades-'));
  const [live, dss, engine] = await Promise.all([LivePki.start(), DssJudge.start(), xmlEngine()]);
  try {
    if (!dss) tally.absent('EU DSS');
    for (const program of ['xmlsec1', ...PARTS_PROGRAMS]) if (!isPresent(program)) tally.absent(program);
    const bench = new XadesBench(tally, new LevelFiles(live, folder), dss, engine);
    for (const key of KEY_KINDS) for (const level of LEVELS) await bench.everyForm(key, level);
    await bench.controls();
  } finally {
    dss?.stop();
    await live.close();
    rmSync(folder, { recursive: true });
  }
}

class XadesBench {
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

  async everyForm(key: KeyKind, level: Level): Promise<void> {
    const signer = { holder: this.files.live.pki.signer({ kind: key }), algorithm: ALGORITHM_OF[key] };
    const facts = { key, level };
    const enveloped = await this.enveloped(signer, level);
    await this.judge(`XAdES ${level} by ${key}`, 'xml', 'XAdES', enveloped, facts);
    for (const form of FORMS) {
      const bytes = await this.container(form, signer, level);
      const family = form === 'ASIC_E_XADES' ? 'XAdES' : 'CAdES';
      await this.judge(`${form} ${level} by ${key}`, extensionOf(form), family, bytes, facts);
    }
  }

  /** One byte of what is signed changed: a judge that passes everything would pass these too. */
  async controls(): Promise<void> {
    const { dss } = this;
    if (!dss) return;
    const holder = this.files.live.pki.signer();
    const signer = { holder, algorithm: holder.algorithm };
    const xml = await this.enveloped(signer, 'B-T');
    const altered = Buffer.from(xml.toString('utf8').replace('Determina', 'Eetermina'));
    const files: (readonly [string, Buffer])[] = [['control.xml', altered]];
    const changed = file('atto.txt', 'Determina di frode\n');
    for (const form of FORMS) {
      const sound = await this.container(form, signer, 'B-T');
      files.push([`control-${form}.${extensionOf(form)}`, await this.exchanged(form, sound, changed)]);
    }
    for (const [name, bytes] of files) {
      const path = this.files.write(name, bytes);
      await this.tally.checkLater(`control that must not pass: ${name} with a file changed`, async () => {
        const verdicts = await dss.verdicts({ file: path, anchors: [this.anchor], online: true });
        return verdicts.some(({ indication }) => indication === 'TOTAL_PASSED') ? ['it passed'] : [];
      });
    }
  }

  private async enveloped({ holder, algorithm }: LevelSigner, level: Level): Promise<Buffer> {
    const target = { kind: 'enveloped', document: XML } as const;
    const prepared = mustAccept(prepareXades(this.engine, target, optionsOf({ holder, algorithm })));
    const value = signWith(holder.key, algorithm, prepared.toBeSigned);
    if (level === 'B-B') return mustAccept(completeXades(this.engine, target, prepared, value, holder));
    const stamps = liveTimestamps(this.files.live);
    return mustAccept(
      await completeXadesWithTimestamp(this.engine, target, { prepared, value }, holder, stamps),
    );
  }

  private async container(form: AsicForm, signer: LevelSigner, level: Level): Promise<Buffer> {
    const subject = this.subject(form);
    const prepared = mustAccept(prepareAsic(subject, optionsOf(signer)));
    const value = signWith(signer.holder.key, signer.algorithm, prepared.signature.toBeSigned);
    const stamps = level === 'B-T' ? liveTimestamps(this.files.live) : undefined;
    const made: Result<Buffer> = await completeAsic(subject, prepared, value, signer.holder, stamps);
    return mustAccept(made);
  }

  private subject(form: AsicForm): AsicSubject {
    if (form === 'ASIC_S_CADES') return { form, files: FILES.slice(0, 1) };
    return form === 'ASIC_E_XADES' ? { form, files: FILES, engine: this.engine } : { form, files: FILES };
  }

  /** The container with another content under the name of the act. */
  private async exchanged(form: AsicForm, sound: Buffer, other: SignedFile): Promise<Buffer> {
    const { files } = mustAccept(await readContainer(sound));
    const kept = [...files].filter(([name]) => name !== 'mimetype');
    return writeContainer(
      form === 'ASIC_S_CADES' ? ASIC_S : ASIC_E,
      kept.map(([name, bytes]) => ({ name, bytes: name === other.name ? other.bytes : bytes })),
    );
  }

  private async judge(
    name: string,
    extension: string,
    family: 'XAdES' | 'CAdES',
    bytes: Buffer,
    { key, level }: { readonly key: KeyKind; readonly level: Level },
  ): Promise<void> {
    const path = this.files.write(`${name}.${extension}`, bytes);
    const { dss } = this;
    if (dss) {
      await this.tally.checkLater(`${name}: EU DSS`, async () => {
        const question = { file: path, anchors: [this.anchor], online: true, withEdDsa: key === 'ed25519' };
        const verdicts = await dss.verdicts(question);
        const expected = `TOTAL_PASSED ${family}-BASELINE-${level.slice(2)}`;
        const [verdict] = verdicts;
        const said = verdict ? `${verdict.indication} ${verdict.format}` : 'no signature';
        return verdicts.length === 1 && said === expected ? [] : [`${said}: ${verdict?.errors ?? ''}`];
      });
    }
    if (UNKNOWN_TO_OTHERS[family].includes(key)) return;
    if (family === 'XAdES' && isPresent('xmlsec1'))
      this.tally.check(`${name}: xmlsec1`, () => this.faultsByXmlsec(name, extension, path, bytes));
    if (family === 'CAdES' && canJudgeParts())
      this.tally.check(`${name}: OpenSSL`, () =>
        this.parts(name, bytes).faultsOfCms(name.startsWith('ASIC_S') ? 'simple' : 'extended'),
      );
  }

  /** The signature alone, in the folder of what it signs. */
  private faultsByXmlsec(name: string, extension: string, path: string, bytes: Buffer): readonly string[] {
    const isContainer = extension !== 'xml';
    const place = isContainer ? this.parts(name, bytes).folder : undefined;
    const signature = place ? 'META-INF/signatures001.xml' : path;
    const trust = ['--trusted-pem', this.pem, '--enabled-reference-uris', 'empty,same-doc,local,remote'];
    const ids = ['--id-attr:Id', 'http://uri.etsi.org/01903/v1.3.2#:SignedProperties'];
    const question = ['--verify', ...trust, ...ids, signature];
    const { status, output } = runProgram('xmlsec1', question, place ? { cwd: place } : {});
    return status === 0 ? [] : [output.slice(0, 400)];
  }

  private parts(name: string, bytes: Buffer): ContainerParts {
    const container = this.files.write(`${name}.zip`, bytes);
    return ContainerParts.of(container, this.files.path(`${name}.unpacked`), this.pem);
  }
}

function optionsOf({ holder, algorithm }: LevelSigner): Parameters<typeof prepareAsic>[1] {
  return {
    certificate: holder.certificate,
    chain: holder.chain,
    signingTime: new Date(),
    signatureAlgorithm: algorithm.scheme,
    digestAlgorithm: algorithm.digest,
  };
}

function extensionOf(form: AsicForm): string {
  return form === 'ASIC_S_CADES' ? 'asics' : 'asice';
}
