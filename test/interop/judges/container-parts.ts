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

  /** The token of every archive manifest, and `openssl dgst` over every file that it lists. */
  faultsOfArchives(expected: number): readonly string[] {
    const names = readdirSync(join(this.folder, 'META-INF')).filter((name) => /ArchiveManifest/.test(name));
    const faults = names.length === expected ? [] : [`${names.length} archive manifests`];
    return [...faults, ...names.flatMap((name) => this.faultsOfArchive(`META-INF/${name}`))];
  }

  private faultsOfArchive(manifest: string): readonly string[] {
    const text = readFileSync(join(this.folder, manifest), 'utf8');
    const token = pathIn(/<asic:SigReference [^>]*URI="([^"]*)"/.exec(text)?.[1]);
    const listed = [
      ...text.matchAll(/<asic:DataObjectReference [^>]*URI="([^"]*)"[^>]*>.*?<ds:DigestValue>([^<]*)</g),
    ];
    return [
      ...(listed.length > 0 ? [] : [`${manifest} lists nothing`]),
      ...this.faultsOfToken(token, manifest),
      ...listed.flatMap(([, uri, digest = '']) => this.faultsOfFile(pathIn(uri), digest)),
    ];
  }

  /**
   * `openssl cms` over the token, and what it stamped; over the newest `openssl ts` too, which reads no token that holds
   * OCSP responses: those of the earlier ones came with the renewal (RFC 5940).
   */
  private faultsOfToken(token: string, manifest: string): readonly string[] {
    const info = join(this.folder, 'tst-info.der');
    const trust = ['-CAfile', this.anchors];
    const cms = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', token, '-purpose', 'timestampsign'];
    const faults = this.asked([...cms, ...trust, '-out', info]);
    if (faults.length > 0) return faults;
    const digest = Buffer.from(this.digestOf(manifest), 'hex');
    if (!readFileSync(info).includes(digest)) return [`${token} stamped something else`];
    if (!manifest.endsWith('/ASiCArchiveManifest.xml')) return [];
    return this.asked(['ts', '-verify', '-in', token, '-token_in', '-data', manifest, ...trust]);
  }

  private digestOf(path: string): string {
    const said = mustRun('openssl', ['dgst', '-sha256', '-r', path], { cwd: this.folder });
    return said.split(' ')[0] ?? '';
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
