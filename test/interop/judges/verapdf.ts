import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isPresent } from '../support/program';
import { LineJudge } from './line-judge';

const SOURCES = join(process.cwd(), 'test', 'interop', 'verapdf');

/** veraPDF in a process of its own, by Maven Central; undefined where Java, Maven or the network is absent. */
export class VeraPdfJudge {
  private constructor(private readonly judge: LineJudge) {}

  static async start(): Promise<VeraPdfJudge | undefined> {
    if (!['java', 'javac', 'mvn'].every(isPresent)) return undefined;
    const classPath = prepare();
    if (classPath === undefined) return undefined;
    return new VeraPdfJudge(await LineJudge.start('java', ['-Xmx400m', '-cp', classPath, 'VeraJudge']));
  }

  /** Clauses of ISO 19005 that the file breaks; none for a conformant one. @param flavour such as `2b` */
  async faults(flavour: string, file: string): Promise<readonly string[]> {
    const [state, ...rest] = (await this.judge.ask(`${flavour}\t${file}`)).split('\t');
    if (state === 'ok') return [];
    return state === 'failed' ? rest : [`veraPDF: ${rest.join(' ')}`];
  }

  stop(): void {
    this.judge.stop();
  }
}

/** Downloads the validator once for each version of its pom, compiles the runner, and answers with the class path. */
function prepare(): string | undefined {
  const pom = join(SOURCES, 'pom.xml');
  const version = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 16);
  const cache = join(process.cwd(), 'node_modules', '.cache', 'interop-verapdf', version);
  const [jars, classes] = [join(cache, 'lib'), join(cache, 'classes')];
  if (!existsSync(jars) || readdirSync(jars).length < 10) {
    const goal = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`];
    if (spawnSync('mvn', goal, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) return undefined;
  }
  mkdirSync(classes, { recursive: true });
  const sources = readdirSync(join(SOURCES, 'src')).map((name) => join(SOURCES, 'src', name));
  const compiled = spawnSync('javac', ['-d', classes, '-cp', join(jars, '*'), ...sources], {
    encoding: 'utf8',
  });
  if (compiled.status !== 0) throw new Error(compiled.stderr);
  return `${classes}:${join(jars, '*')}`;
}
