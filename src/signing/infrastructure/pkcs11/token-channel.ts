import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { TokenAnswer, TokenQuestion } from './token-messages';

/** A token that takes longer is treated as one that was taken out. */
const PATIENCE_MS = 60_000;
/** Where the libraries of tokens find their own settings; nothing else of our environment goes to them. */
const HANDED_ON = ['PATH', 'HOME', 'LD_LIBRARY_PATH', 'SOFTHSM2_CONF', 'P11_KIT_CONFIG'];

/** How the process is started; tests run it from the sources. */
export interface TokenProgram {
  readonly entry: string;
  readonly execArgv: readonly string[];
}

export const TOKEN_PROGRAM: TokenProgram = { entry: join(__dirname, 'token-process.js'), execArgv: [] };

/** One process with one token's library in it, asked one thing after the other, and gone when it is closed. */
export class TokenChannel {
  private readonly child: ChildProcess;
  private ended = false;

  constructor(program: TokenProgram = TOKEN_PROGRAM) {
    const env = Object.fromEntries(HANDED_ON.map((name) => [name, process.env[name]]));
    this.child = fork(program.entry, [], {
      env,
      execArgv: [...program.execArgv],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.on('error', () => (this.ended = true));
    this.child.on('exit', () => (this.ended = true));
  }

  ask(question: TokenQuestion): Promise<TokenAnswer> {
    if (this.ended) return Promise.resolve({ fault: 'TOKEN_ABSENT' });
    return new Promise((resolve) => {
      const settle = (answer: TokenAnswer): void => {
        clearTimeout(timer);
        this.child.off('message', settle as (message: unknown) => void);
        this.child.off('exit', gone);
        resolve(answer);
      };
      const gone = (): void => settle({ fault: 'TOKEN_ABSENT' });
      const timer = setTimeout(() => {
        this.close();
        settle({ fault: 'TOKEN_ABSENT' });
      }, PATIENCE_MS);
      this.child.on('message', settle as (message: unknown) => void);
      this.child.on('exit', gone);
      this.child.send(question, (error) => {
        if (error) gone();
      });
    });
  }

  close(): void {
    this.child.kill('SIGKILL');
  }
}
