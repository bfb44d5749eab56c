import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { lastSignatures, placeOfNumber } from '../../domain/number-in-act';
import { registersOwed } from '../../domain/registers-wanted';
import { TaskRow } from '../../infrastructure/request.rows';
import { RequestDetail, type RequestDetails } from '../requests/request-detail';

/** What will follow from a signature or a visto, said before it is made. */
export interface Consequences {
  /** Registers in which a number will be taken when the route is complete; never which number. */
  readonly registers: string[];
  /** Order B: the number is taken when this signature is confirmed, and is printed in it. */
  readonly numberInAct: boolean;
  readonly recipients: { readonly name: string; readonly channel: string | null }[];
  readonly contraryOpinions: { readonly by: string; readonly reasons: string }[];
  /** Who is next; empty at the end of the route. */
  readonly next: string[];
  readonly isLast: boolean;
  /** Signatures that the files bear already. */
  readonly earlierSignatures: { readonly fileName: string; readonly count: number }[];
}

@Injectable()
export class TellConsequences {
  constructor(
    private readonly database: Database,
    private readonly detail: RequestDetail,
  ) {}

  async execute(actor: Actor, taskId: string): Promise<Result<Consequences>> {
    return this.database.transaction(actor, async () => {
      const task = await this.database.rows(TaskRow).findOneBy({ id: taskId });
      const details = task && (await this.detail.execute(actor, task.requestId));
      if (!details) return refuse(refusals.NOT_FOUND());
      if (!details.ok) return details;
      const { row } = details.value;
      const owed = registersOwed(row, [...details.value.numbers]);
      const registers = owed.map((register) => details.value.registers.get(register) ?? register);
      return accept({
        registers,
        numberInAct:
          placeOfNumber(row.policy) !== null &&
          lastSignatures(details.value.steps).some((step) => step.id === task.stepId),
        recipients: (row.registration?.recipients ?? []).map((recipient) => ({
          name: [recipient.name, recipient.familyName].filter(Boolean).join(' '),
          channel: recipient.email ?? null,
        })),
        contraryOpinions: contraryOf(details.value),
        ...nextOf(details.value, task.stepId),
        earlierSignatures: details.value.files
          .filter((file) => file.current.signatures > 0)
          .map((file) => ({ fileName: file.current.fileName, count: file.current.signatures })),
      });
    });
  }
}

function contraryOf({ steps, names }: RequestDetails): Consequences['contraryOpinions'] {
  return steps
    .flatMap((step) => step.tasks)
    .filter((task) => task.state === 'DONE' && task.decision?.outcome === 'CONTRARY')
    .map((task) => ({ by: names.get(task.actedBy ?? '') ?? '', reasons: task.decision?.note ?? '' }));
}

/** Who comes after: the others of this stage that are still asked, then the stage that follows. */
function nextOf({ steps, labels }: RequestDetails, stepId: string): Pick<Consequences, 'next' | 'isLast'> {
  const own = steps.find((step) => step.id === stepId);
  const later = steps.filter((step) => step.state === 'WAITING' && step.stage > (own?.stage ?? 0));
  const stage = Math.min(...later.map((step) => step.stage));
  const next = later.filter((step) => step.stage === stage).flatMap((step) => step.addressees);
  return { next: next.map((key) => labels.get(key) ?? ''), isLast: later.length === 0 };
}
