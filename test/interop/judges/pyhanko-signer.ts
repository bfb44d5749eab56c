import { join } from 'node:path';
import type { BaselineLevel } from '@libro-firma/signature';
import { LineJudge } from './line-judge';
import { pyhankoInterpreter } from './pyhanko';

/** A PDF for pyHanko to sign; all but level and address of the authority are paths. */
export interface PyhankoSigning {
  readonly level: BaselineLevel;
  readonly input: string;
  readonly output: string;
  readonly key: string;
  readonly chain: readonly string[];
  readonly timestampUrl: string;
  readonly anchor: string;
}

/** pyHanko as a maker of signed files; undefined where Python or the network is absent. */
export class PyhankoSigner {
  private constructor(private readonly program: LineJudge) {}

  static async start(): Promise<PyhankoSigner | undefined> {
    const python = pyhankoInterpreter();
    if (python === undefined) return undefined;
    const script = join(process.cwd(), 'test', 'interop', 'judges', 'python', 'pyhanko_signer.py');
    return new PyhankoSigner(await LineJudge.start(python, [script]));
  }

  async sign(signing: PyhankoSigning): Promise<void> {
    const answer = JSON.parse(await this.program.ask(JSON.stringify(signing))) as { readonly fault?: string };
    if (answer.fault !== undefined) throw new Error(`pyHanko: ${answer.fault}`);
  }

  stop(): void {
    this.program.stop();
  }
}
