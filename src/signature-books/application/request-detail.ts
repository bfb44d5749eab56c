import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Plichi, type PlicoFile } from '../../documents';
import { People } from '../../organisation';
import { Database } from '../../platform/database/database';
import { JournalEntryRow } from '../../platform/database/journal/journal-entry.row';
import type { Actor } from '../../platform/identity';
import { OPEN_TASK_STATES } from '../domain/route.states';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { RouteStepRow, SigningRequestRow, TaskRow } from '../infrastructure/request.rows';
import { REQUEST_STREAM } from '../infrastructure/signing-requests';
import { type ListedRequest, RequestList } from './request-list';

export interface RequestDetails {
  readonly listed: ListedRequest;
  readonly row: SigningRequestRow;
  readonly files: readonly PlicoFile[];
  readonly steps: readonly (RouteStepRow & { readonly tasks: readonly TaskRow[] })[];
  readonly entries: readonly JournalEntryRow[];
  readonly names: ReadonlyMap<string, string>;
}

/** Everything about one request that its page shows. */
@Injectable()
export class RequestDetail {
  constructor(
    private readonly database: Database,
    private readonly list: RequestList,
    private readonly plichi: Plichi,
    private readonly people: People,
  ) {}

  async execute(actor: Actor, id: string): Promise<Result<RequestDetails>> {
    return this.database.transaction(actor, async () => {
      const listed = await this.list.find(actor, id);
      const row = listed && (await this.database.rows(SigningRequestRow).findOneBy({ id }));
      if (!row) return refuse(refusals.NOT_FOUND());
      const steps = await this.database
        .rows(RouteStepRow)
        .find({ where: { requestId: id, revision: row.revision }, order: { position: 'ASC' } });
      const tasks = await this.database
        .rows(TaskRow)
        .find({ where: { requestId: id, revision: row.revision }, order: { openedAt: 'ASC', id: 'ASC' } });
      const entries = await this.database
        .rows(JournalEntryRow)
        .find({ where: { stream: REQUEST_STREAM, streamId: id }, order: { sequence: 'ASC' } });
      const files = (await this.plichi.files([row])).get(row.plicoId) ?? [];
      return accept({
        listed,
        row,
        files,
        steps: steps.map((step) => ({ ...step, tasks: tasks.filter((task) => task.stepId === step.id) })),
        entries,
        names: await this.namesIn(steps, tasks, entries),
      });
    });
  }

  private async namesIn(
    steps: readonly RouteStepRow[],
    tasks: readonly TaskRow[],
    entries: readonly JournalEntryRow[],
  ): Promise<Map<string, string>> {
    const ids = [
      ...steps.flatMap((step) => step.holderIds),
      ...tasks.map((task) => task.holderId),
      ...entries.flatMap((entry) => entry.actorId ?? []),
    ];
    return new Map([...(await this.people.find(ids))].map(([id, person]) => [id, person.fullName]));
  }
}

export type RequestActionName =
  'start' | 'revise' | 'recall' | 'cancel' | 'endorse' | 'return' | 'sign' | 'register';

/** What a person may do with a request now. The use cases judge again: this only decides which buttons are there. */
export function actionsOf(actor: Actor, { row, steps }: RequestDetails): RequestActionName[] {
  const actions: RequestActionName[] = [];
  if (row.requesterId === actor.personId) {
    if (row.state === 'DRAFT') actions.push('start', 'cancel');
    if (row.state === 'RETURNED' || row.state === 'RECALLED') actions.push('revise', 'cancel');
    if (row.state === 'CHECKING' || row.state === 'IN_ROUTE') actions.push('recall');
  }
  const task = myTaskIn(actor, steps);
  if (task && row.state === 'IN_ROUTE' && task.state !== 'SIGNING')
    actions.push(task.kind === 'SIGN' ? 'sign' : 'endorse', 'return');
  return actions;
}

export function myTaskIn(actor: Actor, steps: RequestDetails['steps']): TaskRow | null {
  const open: readonly string[] = OPEN_TASK_STATES;
  return (
    steps
      .flatMap((step) => step.tasks)
      .find((task) => task.holderId === actor.personId && open.includes(task.state)) ?? null
  );
}
