import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isPresent } from './program';

/**
 * The class path of a program of ours that drives Java software of others: `test/interop/NAME` holds its pom and its
 * sources. The jars come from Maven Central, once for each version of the pom. Undefined where Java, Maven or the
 * network is absent.
 *
 * @param leastJars fewer than these are a download that was cut off
 * @throws Error with the compiler's words where our sources do not compile
 */
export function javaClassPath(name: string, leastJars: number): string | undefined {
  if (!['java', 'javac', 'mvn'].every(isPresent)) return undefined;
  const folder = join(process.cwd(), 'test', 'interop', name);
  const pom = join(folder, 'pom.xml');
  const version = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 16);
  const cache = join(process.cwd(), 'node_modules', '.cache', `interop-${name}`, version);
  const [jars, classes] = [join(cache, 'lib'), join(cache, 'classes')];
  if (!existsSync(jars) || readdirSync(jars).length < leastJars) {
    const goal = ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`];
    if (spawnSync('mvn', goal, { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) return undefined;
  }
  mkdirSync(classes, { recursive: true });
  const sources = readdirSync(join(folder, 'src')).map((file) => join(folder, 'src', file));
  const compile = ['-d', classes, '-cp', join(jars, '*'), ...sources];
  const compiled = spawnSync('javac', compile, { encoding: 'utf8' });
  if (compiled.status !== 0) throw new Error(compiled.stderr);
  return `${classes}:${join(jars, '*')}`;
}
