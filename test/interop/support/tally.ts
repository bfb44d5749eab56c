/** What the checks of all cases came to, and which programs could not be asked. */
export class Tally {
  private passed = 0;
  private failed = 0;
  private readonly missing = new Set<string>();

  /** One check: `work` returns what is wrong, in words; nothing is wrong when it returns nothing. */
  check(name: string, work: () => readonly string[]): readonly string[] {
    let faults: readonly string[];
    try {
      faults = work();
    } catch (fault) {
      faults = [fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)];
    }
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
