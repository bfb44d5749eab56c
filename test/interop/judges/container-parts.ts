import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPresent, mustRun, runProgram } from '../support/program';

/** What it takes to judge parts of a container: `unzip` takes it apart, OpenSSL judges. */
export const PARTS_PROGRAMS = ['unzip', 'openssl'] as const;
export const canJudgeParts = (): boolean => PARTS_PROGRAMS.every(isPresent);

/**
 * A container as programs see it that know nothing of ASiC: a CMS beside its content, a time-stamp token beside its data,
 * and lists of files with their digests.
 */
export class ContainerParts {
  /**
   * @param anchors PEM
   */
  constructor(
    readonly folder: string,
    private readonly anchors: string,
  ) {}

  /** Takes the container apart in a folder. */
  static of(container: string, folder: string, anchors: string): ContainerParts {
    mkdirSync(folder, { recursive: true });
    mustRun('unzip', ['-qo', container, '-d', folder]);
    return new ContainerParts(folder, anchors);
  }

  /** `openssl cms` over the signature and what it is detached from. */
  faultsOfCms(form: 'simple' | 'extended'): readonly string[] {
    const isSimple = form === 'simple';
    const signature = `META-INF/${isSimple ? 'signature' : 'signature001'}.p7s`;
    const [act = ''] = readdirSync(this.folder).filter((name) => name !== 'META-INF' && name !== 'mimetype');
    const content = isSimple ? act : 'META-INF/ASiCManifest001.xml';
    const question = ['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', signature];
    const rest = ['-content', content, '-CAfile', this.anchors, '-purpose', 'any', '-out', '/dev/null'];
    return this.asked([...question, ...rest]);
  }

  /** `openssl ts` over the token of every archive manifest, `openssl dgst` over every file that it lists. */
  faultsOfArchives(expected: number): readonly string[] {
    const names = readdirSync(join(this.folder, 'META-INF')).filter((name) => /ArchiveManifest/.test(name));
    const faults = names.length === expected ? [] : [`${names.length} archive manifests`];
    return [...faults, ...names.flatMap((name) => this.faultsOfArchive(`META-INF/${name}`))];
  }

  private faultsOfArchive(manifest: string): readonly string[] {
    const text = readFileSync(join(this.folder, manifest), 'utf8');
    const token = pathIn(/<asic:SigReference [^>]*URI="([^"]*)"/.exec(text)?.[1]);
    const question = ['ts', '-verify', '-in', token, '-token_in', '-data', manifest];
    const listed = [
      ...text.matchAll(/<asic:DataObjectReference [^>]*URI="([^"]*)"[^>]*>.*?<ds:DigestValue>([^<]*)</g),
    ];
    return [
      ...(listed.length > 0 ? [] : [`${manifest} lists nothing`]),
      ...this.asked([...question, '-CAfile', this.anchors]),
      ...listed.flatMap(([, uri, digest = '']) => this.faultsOfFile(pathIn(uri), digest)),
    ];
  }

  private faultsOfFile(path: string, digest: string): readonly string[] {
    const said = mustRun('openssl', ['dgst', '-sha256', '-r', path], { cwd: this.folder });
    return said.startsWith(Buffer.from(digest, 'base64').toString('hex'))
      ? []
      : [`${path} has another digest`];
  }

  private asked(question: readonly string[]): readonly string[] {
    const { status, output } = runProgram('openssl', question, { cwd: this.folder });
    return status === 0 ? [] : [`${question[0] ?? ''}: ${output.slice(0, 300)}`];
  }
}

const pathIn = (uri = ''): string => decodeURIComponent(uri);
