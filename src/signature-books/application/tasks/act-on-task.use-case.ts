import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Plichi } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { Codes } from '../../../signing';
import * as acts from '../../domain/acts-on-task';
import { suspend } from '../../domain/course-of-request';
import type { OpinionOutcome } from '../../domain/dossier-parts';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { ReturnReasonRow } from '../../infrastructure/type.rows';
import type { TaskRow } from '../../infrastructure/request.rows';
import { BOOK_SETTINGS, type BookSettings } from '../../signature-books.settings';
import { Addressees } from '../routes/addressees';
import { ConfirmWithDevice, type ConfirmedDecision } from '../batches/confirm-with-device';
import { OnTask } from './on-task';
import { signaturesUnderWay } from '../signatures/signatures-under-way';

/** Sent with each decision: what was seen, and whether it shall stand at once. */
export interface Deciding {
  readonly version: number;
  /** True: no grace window; for other applications, and for who is sure. */
  readonly immediate?: boolean | undefined;
}

/** What somebody whom a task reaches does with it, signatures apart. */
@Injectable()
export class ActOnTask {
  constructor(
    private readonly database: Database,
    private readonly on: OnTask,
    private readonly addressees: Addressees,
    private readonly plichi: Plichi,
    private readonly confirm: ConfirmWithDevice,
    @Inject(BOOK_SETTINGS) private readonly settings: BookSettings,
  ) {}

  /** T6, T7: the bytes seen must be the current bytes, and the power in force at this moment. */
  async decide(
    actor: Actor,
    taskId: string,
    act: Deciding & {
      sha256: string;
      note?: string | undefined;
      opinion?: { outcome: OpinionOutcome; reasons: string } | undefined;
      /** Of the person's device, where the step asks for a second factor. */
      codes?: Codes | undefined;
    },
  ): Promise<Result<TaskRow>> {
    const confirmed = act.codes && (await this.confirm.execute(actor, act.codes, decisionOf(taskId, act)));
    if (confirmed?.ok === false) return confirmed;
    return this.on.task(actor, taskId, act.version, async ({ dossier, row }, task, authority) => {
      const [main] = (await this.plichi.files([row])).get(row.plicoId) ?? [];
      if (main?.current.sha256 !== act.sha256) return refuse(refusals.NOT_THE_BYTES_YOU_SAW());
      if (row.policy.mustRead && !task.readBy.includes(authority.personId))
        return refuse(refusals.NOT_READ_YET());
      if (row.policy.fourEyes === 'drafter-never' && row.requesterId === authority.personId)
        return refuse(refusals.DRAFTER_MAY_NOT_ACT());
      return acts.decide(dossier, task, {
        authority,
        graceMs: this.grace(act),
        note: act.note ?? null,
        sha256: act.sha256,
        ...(act.opinion && { opinion: act.opinion }),
        ...(confirmed && { confirmation: confirmed.value }),
      });
    });
  }

  /** T15. Not while the value of a signature is being embedded: it would be thrown away. */
  async returnRequest(
    actor: Actor,
    taskId: string,
    act: Deciding & { reason: string; reasonCode?: string | undefined },
  ): Promise<Result<TaskRow>> {
    return this.on.task(actor, taskId, act.version, async ({ dossier, row }, task, authority) => {
      const { embedding } = await signaturesUnderWay(this.database, row);
      if (embedding) return refuse(refusals.SIGNATURE_IN_PROGRESS());
      const reasonCode = act.reasonCode ?? null;
      if (reasonCode && !(await this.database.rows(ReturnReasonRow).existsBy({ code: reasonCode })))
        return refuse(refusals.REASON_NEEDED());
      return acts.returnRequest(dossier, task, {
        authority,
        graceMs: this.grace(act),
        note: act.reason,
        reasonCode,
      });
    });
  }

  /** T32 */
  async takeBack(actor: Actor, taskId: string, version: number): Promise<Result<TaskRow>> {
    return this.on.task(actor, taskId, version, ({ dossier }, task) =>
      Promise.resolve(acts.takeBack(dossier, task, actor.personId ?? '')),
    );
  }

  /** T5: a mark has no effect in law; it is kept so that every device of the same person shows it. */
  async mark(
    actor: Actor,
    taskId: string,
    act: { version: number; mark: acts.Mark | null; reason?: string | undefined },
  ): Promise<Result<TaskRow>> {
    if (act.mark !== null && act.mark !== 'SIGN' && !act.reason) return refuse(refusals.REASON_NEEDED());
    return this.on.task(actor, taskId, act.version, ({ dossier }, task) =>
      Promise.resolve(acts.markTask(dossier, task, act.mark, act.reason ?? null)),
    );
  }

  /** T16 */
  async decline(
    actor: Actor,
    taskId: string,
    act: { version: number; reason: string },
  ): Promise<Result<TaskRow>> {
    return this.on.task(actor, taskId, act.version, ({ dossier }, task, authority) =>
      Promise.resolve(acts.decline(dossier, task, authority, act.reason)),
    );
  }

  /** T18 */
  async ask(
    actor: Actor,
    taskId: string,
    act: { version: number; question: string; addresseeId?: string | undefined; dueOn?: string | undefined },
  ): Promise<Result<TaskRow>> {
    return this.on.task(actor, taskId, act.version, async ({ dossier, row }, task, authority) => {
      const addresseeId = act.addresseeId ?? row.requesterId;
      if (!(await this.addressees.isKnown(addresseeId))) return refuse(refusals.NO_SUCH_ADDRESSEE());
      const question = {
        taskId,
        askerId: authority.personId,
        addresseeId,
        text: act.question,
        askedAt: dossier.around.now.toISOString(),
        dueOn: act.dueOn ?? null,
      };
      const outcome = suspend(dossier, question, authority);
      return outcome.ok ? accept(task) : outcome;
    });
  }

  /** T4 */
  async claim(actor: Actor, taskId: string, version: number): Promise<Result<TaskRow>> {
    return this.on.task(actor, taskId, version, ({ dossier }, task) =>
      Promise.resolve(acts.claim(dossier, task, actor.personId ?? '')),
    );
  }

  async release(actor: Actor, taskId: string, version: number): Promise<Result<TaskRow>> {
    return this.on.task(actor, taskId, version, ({ dossier }, task) =>
      Promise.resolve(acts.release(dossier, task, actor.personId ?? '')),
    );
  }

  /** That the main document was opened, where the type asks for it. Saying it twice changes nothing. */
  async opened(actor: Actor, taskId: string, sha256: string): Promise<Result<TaskRow>> {
    return this.on.task(actor, taskId, null, async ({ dossier, row }, task, authority) => {
      const [main] = (await this.plichi.files([row])).get(row.plicoId) ?? [];
      if (main?.current.sha256 !== sha256) return refuse(refusals.NOT_THE_BYTES_YOU_SAW());
      if (!task.readBy.includes(authority.personId)) {
        task.readBy = [...task.readBy, authority.personId];
        dossier.changedTasks.add(task);
        dossier.note({ type: 'signing-request.opened', payload: { taskId, sha256 }, authority });
      }
      return accept(task);
    });
  }

  private grace({ immediate }: Deciding): number {
    return immediate ? 0 : this.settings.GRACE_SECONDS * 1_000;
  }
}

function decisionOf(
  taskId: string,
  { sha256, opinion }: { sha256: string; opinion?: { outcome: OpinionOutcome } | undefined },
): ConfirmedDecision {
  return { taskId, sha256, action: opinion ? 'OPINION' : 'ENDORSE', outcome: opinion?.outcome ?? null };
}
