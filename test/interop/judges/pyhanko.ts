import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BaselineLevel } from '@libro-firma/signature';
import { isPresent } from '../support/program';
import { LineJudge } from './line-judge';

export interface PyhankoVerdict {
  readonly valid: boolean;
  /** Digest and value, whatever is known of trust; absent where it gave up. */
  readonly intact?: boolean;
  readonly coverage?: string | null;
  readonly changes?: string | null;
  readonly problem: string | null;
}

export interface PyhankoQuestion {
  readonly file: string;
  readonly anchors: readonly string[];
  /** The level that the file is said to have, which decides what the judge may ask for. */
  readonly level: BaselineLevel | 'ANY';
}

const VERSION = '0.38.0';

/** pyHanko with its difference analysis, by PyPI; undefined where Python or the network is absent. */
export class PyhankoJudge {
  private constructor(private readonly judge: LineJudge) {}

  static async start(): Promise<PyhankoJudge | undefined> {
    const python = pyhankoInterpreter();
    if (python === undefined) return undefined;
    const script = join(process.cwd(), 'test', 'interop', 'judges', 'python', 'pyhanko_judge.py');
    return new PyhankoJudge(await LineJudge.start(python, [script]));
  }

  async verdicts(question: PyhankoQuestion): Promise<readonly PyhankoVerdict[]> {
    const answer = JSON.parse(await this.judge.ask(JSON.stringify(question))) as {
      readonly signatures?: readonly PyhankoVerdict[];
      readonly fault?: string;
    };
    if (!answer.signatures) throw new Error(`pyHanko: ${answer.fault ?? 'no answer'}`);
    return answer.signatures;
  }

  stop(): void {
    this.judge.stop();
  }
}

/** The interpreter that INTEROP_PYTHON names, else one in a folder of our own with the pinned version. */
export function pyhankoInterpreter(): string | undefined {
  const named = process.env.INTEROP_PYTHON;
  if (named !== undefined) return spawnSync(named, ['-c', 'import pyhanko']).status === 0 ? named : undefined;
  if (!isPresent('python3')) return undefined;
  const folder = join(process.cwd(), 'node_modules', '.cache', `interop-pyhanko-${VERSION}`);
  const python = join(folder, 'bin', 'python3');
  const has = (): boolean => existsSync(python) && spawnSync(python, ['-c', 'import pyhanko']).status === 0;
  if (has()) return python;
  spawnSync('python3', ['-m', 'venv', folder]);
  spawnSync(python, ['-m', 'pip', 'install', '-q', `pyHanko==${VERSION}`]);
  return has() ? python : undefined;
}
