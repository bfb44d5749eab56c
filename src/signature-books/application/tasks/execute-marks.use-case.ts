import { Injectable } from '@nestjs/common';
import type { Refusal } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { TaskRow } from '../../infrastructure/request.rows';
import { ActOnTask } from './act-on-task.use-case';
import { OpenBatch } from '../batches/open-batch.use-case';
import { type ChosenTask, TakeTasks } from './take-tasks';

export interface MarkOutcome {
  readonly taskId: string;
  readonly done: 'RETURNED' | 'ASKED' | 'DECLINED' | 'TO_SIGN' | null;
  readonly refusal: Refusal | null;
}

export interface Execution {
  readonly outcomes: readonly MarkOutcome[];
  /** The batch that waits for the code, when something was marked to be signed. */
  readonly batchId: string | null;
}

/**
 * Does what was marked, once, with an outcome for each: acts to return, questions and what is not mine are done; what is to
 * be signed goes into one batch. One that is refused keeps its mark and its reason, and holds up no other.
 */
@Injectable()
export class ExecuteMarks {
  constructor(
    private readonly database: Database,
    private readonly act: ActOnTask,
    private readonly open: OpenBatch,
    private readonly taking: TakeTasks,
  ) {}

  async execute(actor: Actor, chosen: readonly ChosenTask[]): Promise<Execution> {
    const outcomes: MarkOutcome[] = [];
    const toSign: ChosenTask[] = [];
    for (const choice of chosen) {
      const task = await this.database.transaction(actor, () =>
        this.database.rows(TaskRow).findOneBy({ id: choice.taskId }),
      );
      if (task?.state === 'MARKED_SIGN') toSign.push(choice);
      else outcomes.push(await this.perform(actor, choice, task));
    }
    const { signed, batchId } = await this.openBatch(actor, toSign);
    return { outcomes: [...outcomes, ...signed], batchId };
  }

  private async perform(actor: Actor, choice: ChosenTask, task: TaskRow | null): Promise<MarkOutcome> {
    const { taskId, taskVersion: version } = choice;
    const words = task?.note ?? '';
    switch (task?.state) {
      case 'MARKED_RETURN': {
        const outcome = await this.act.returnRequest(actor, taskId, { version, reason: words });
        return outcomeOf(taskId, 'RETURNED', outcome);
      }
      case 'MARKED_QUESTION':
        return outcomeOf(taskId, 'ASKED', await this.act.ask(actor, taskId, { version, question: words }));
      case 'MARKED_NOT_MINE':
        return outcomeOf(
          taskId,
          'DECLINED',
          await this.act.decline(actor, taskId, { version, reason: words }),
        );
      default: // not marked, or somebody else was faster: nothing is done, and that is said
        return { taskId, done: null, refusal: null };
    }
  }

  /** Those that may not be signed are left out, each with its reason, until what remains opens. */
  private async openBatch(
    actor: Actor,
    toSign: readonly ChosenTask[],
  ): Promise<{ signed: MarkOutcome[]; batchId: string | null }> {
    const signed: MarkOutcome[] = [];
    const fit: ChosenTask[] = [];
    for (const choice of toSign) {
      const refusal = await this.taking.refusalOf(actor, choice);
      if (refusal) signed.push({ taskId: choice.taskId, done: null, refusal });
      else fit.push(choice);
    }
    if (fit.length === 0) return { signed, batchId: null };
    const opened = await this.open.execute(actor, fit);
    const rest = fit.map(({ taskId }) => ({
      taskId,
      done: opened.ok ? ('TO_SIGN' as const) : null,
      refusal: opened.ok ? null : opened.refusal,
    }));
    return { signed: [...signed, ...rest], batchId: opened.ok ? opened.value : null };
  }
}

function outcomeOf(
  taskId: string,
  done: NonNullable<MarkOutcome['done']>,
  outcome: { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal },
): MarkOutcome {
  return outcome.ok ? { taskId, done, refusal: null } : { taskId, done: null, refusal: outcome.refusal };
}
