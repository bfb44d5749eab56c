import type { QueueName } from './job-definition';

/** A process that signs without a pause still does the rest: no job waits longer than this. */
const LONGEST_WAIT_MS = 5_000;

/**
 * While a job of the signing queue runs in this process, those of the others wait: somebody looks at the progress of his
 * batch, and nobody at the copies, packages and notices that follow from it.
 */
export class SignersFirst {
  private signing = 0;
  private readonly waiting = new Set<() => void>();

  async run<Outcome>(queue: QueueName, work: () => Promise<Outcome>): Promise<Outcome> {
    if (queue !== 'signing') {
      if (this.signing > 0) await this.turn();
      return work();
    }
    this.signing += 1;
    try {
      return await work();
    } finally {
      this.signing -= 1;
      if (this.signing === 0) for (const wake of [...this.waiting]) wake();
    }
  }

  private turn(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, LONGEST_WAIT_MS);
      this.waiting.add(wake);
    });
  }
}
