import { javaClassPath } from '../support/java-program';
import { LineJudge } from './line-judge';

/** veraPDF in a process of its own, by Maven Central; undefined where Java, Maven or the network is absent. */
export class VeraPdfJudge {
  private constructor(private readonly judge: LineJudge) {}

  static async start(): Promise<VeraPdfJudge | undefined> {
    const classPath = javaClassPath('verapdf', 10);
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
