/** What the checks of all cases came to, and which programs could not be asked. */
export class Tally {
  private passed = 0;
  private failed = 0;
  private readonly missing = new Set<string>();

  /** One check: `work` returns what is wrong, in words; nothing is wrong when it returns nothing. */
  check(name: string, work: () => readonly string[]): readonly string[] {
    try {
      return this.count(name, work());
    } catch (fault) {
      return this.count(name, inWords(fault));
    }
  }

  /** As {@link check}, of work that waits for a judge. */
  async checkLater(name: string, work: () => Promise<readonly string[]>): Promise<readonly string[]> {
    try {
      return this.count(name, await work());
    } catch (fault) {
      return this.count(name, inWords(fault));
    }
  }

  private count(name: string, faults: readonly string[]): readonly string[] {
    if (faults.length === 0) this.passed += 1;
    else this.failed += 1;
    process.stdout.write(`${faults.length === 0 ? '✓' : '✗'} ${name}\n`);
    for (const fault of faults) process.stdout.write(`    ${fault}\n`);
    return faults;
  }

  absent(program: string): void {
    this.missing.add(program);
  }

  get hasFailed(): boolean {
    return this.failed > 0 || this.passed === 0;
  }

  /** The last line of `npm run test:interop`. */
  toString(): string {
    const absent = this.missing.size === 0 ? 'none' : [...this.missing].sort().join(', ');
    return `interop: ${this.passed} passed, ${this.failed} failed, absent: ${absent}`;
  }
}

function inWords(fault: unknown): readonly string[] {
  return [fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)];
}
