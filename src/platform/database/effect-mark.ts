import { Injectable } from '@nestjs/common';
import { ClsService } from 'nestjs-cls';

type Mark = () => Promise<void>;
const MARK = Symbol('effect mark');

/**
 * Lets whoever asked for something learn, after a crash, whether it was done: the mark that he gives is left by the
 * very transaction that writes the journal, so that both are there or neither is.
 */
@Injectable()
export class EffectMark {
  constructor(private readonly context: ClsService) {}

  /** Runs `work`; each of its units of work that changes a state runs `mark` in its transaction too. */
  async around<T>(mark: Mark, work: () => Promise<T>): Promise<T> {
    return this.context.run(async () => {
      this.context.set(MARK, mark);
      return work();
    });
  }

  /** Inside a unit of work that changes a state. */
  async leave(): Promise<void> {
    const mark = this.context.isActive() ? this.context.get<Mark | undefined>(MARK) : undefined;
    await mark?.();
  }
}
