import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

const LONGEST_MS = 120_000;

/** A program of others that answers each line with one line, kept running: it starts slowly and answers quickly. */
export class LineJudge {
  private readonly lines: Interface;
  private readonly waiting: ((line: string) => void)[] = [];
  private complaint = '';

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.lines = createInterface({ input: child.stdout });
    this.lines.on('line', (line) => this.waiting.shift()?.(line));
    child.stderr.on('data', (text: Buffer) => {
      this.complaint = (this.complaint + text.toString()).slice(-2000);
    });
  }

  /** Starts the program and waits for its first line, which says that it is ready. */
  static async start(program: string, args: readonly string[]): Promise<LineJudge> {
    const judge = new LineJudge(spawn(program, args));
    await judge.next();
    return judge;
  }

  async ask(line: string): Promise<string> {
    this.child.stdin.write(`${line}\n`);
    return this.next();
  }

  stop(): void {
    this.lines.close();
    this.child.stdin.end();
    this.child.kill();
  }

  private next(): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (why: string): void =>
        reject(new Error(`${this.child.spawnfile}: ${why} ${this.complaint}`));
      const timer = setTimeout(() => fail('no answer'), LONGEST_MS);
      const ended = (): void => {
        clearTimeout(timer);
        fail('ended');
      };
      this.child.once('exit', ended);
      this.child.once('error', ended);
      this.waiting.push((line) => {
        clearTimeout(timer);
        this.child.off('exit', ended);
        this.child.off('error', ended);
        resolve(line);
      });
    });
  }
}
