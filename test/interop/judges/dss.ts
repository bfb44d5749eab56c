import { javaClassPath } from '../support/java-program';
import { LineJudge } from './line-judge';

/** What the reference engine says of one signature. */
export interface DssVerdict {
  readonly indication: string;
  readonly subIndication: string;
  /** Such as `PAdES-BASELINE-LTA`. */
  readonly format: string;
  readonly errors: string;
}

export interface DssQuestion {
  readonly file: string;
  /** For detached signatures. */
  readonly content?: string;
  readonly anchors: readonly string[];
  /** May ask OCSP and CRL services; otherwise it has what the file holds and nothing else. */
  readonly online: boolean;
  /** With EdDSA, which its default policy leaves out. */
  readonly withEdDsa?: boolean;
}

/** A file for it to make: `pades` or `cades`, with the addresses of key, chain, authority and anchor. */
export interface DssSigning {
  readonly kind: 'pades' | 'cades';
  readonly level: string;
  readonly input: string;
  readonly output: string;
  readonly key: string;
  readonly chain: readonly string[];
  readonly timestampUrl: string;
  readonly anchor: string;
}

/** EU DSS in a process of its own, by Maven Central; undefined where Java, Maven or the network is absent. */
export class DssJudge {
  private constructor(private readonly judge: LineJudge) {}

  static async start(): Promise<DssJudge | undefined> {
    const classPath = javaClassPath('dss', 50);
    if (classPath === undefined) return undefined;
    return new DssJudge(await LineJudge.start('java', ['-Xmx700m', '-cp', classPath, 'Judge']));
  }

  async verdicts(question: DssQuestion): Promise<readonly DssVerdict[]> {
    const { file, content = '-', anchors, online, withEdDsa = false } = question;
    const words = [
      file,
      content,
      anchors.join(','),
      online ? 'online' : 'offline',
      withEdDsa ? 'eddsa' : 'default',
    ];
    const [state, , ...rest] = await this.asked('validate', words);
    if (state !== 'ok') throw new Error(`DSS: ${rest.join(' ')}`);
    return Array.from({ length: rest.length / 4 }, (_, index) => {
      const [indication = '', subIndication = '', format = '', errors = ''] = rest.slice(
        index * 4,
        index * 4 + 4,
      );
      return { indication: indication.replace('-', '_'), subIndication, format, errors };
    });
  }

  async sign(signing: DssSigning): Promise<void> {
    const { kind, level, input, output, key, chain, timestampUrl, anchor } = signing;
    const words = [kind, level, input, output, key, chain.join(','), timestampUrl, anchor];
    const [state, ...rest] = await this.asked('sign', words);
    if (state !== 'ok') throw new Error(`DSS: ${rest.join(' ')}`);
  }

  stop(): void {
    this.judge.stop();
  }

  private async asked(command: string, words: readonly string[]): Promise<readonly string[]> {
    const answer = (await this.judge.ask([command, ...words].join('\t'))).split('\t');
    if (answer[0] === 'fault') throw new Error(`DSS: ${answer.slice(1).join(' ')}`);
    return answer;
  }
}
