import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { TaskState } from '../../domain/route.states';
import type { HumanStepKind } from '../../domain/step-kinds';
import { DESK_COLUMNS, desksAsJson, withinDesk } from './authorities';

export interface QueueFilter {
  /** `VIEW`: all but signatures. */
  readonly kind?: HumanStepKind | 'VIEW' | undefined;
  readonly search?: string | undefined;
  readonly limit: number;
  /** Urgent or not, instant and id of the last row of the page before. */
  readonly after: readonly [string, string, string] | null;
}

export interface QueuedTask {
  readonly taskId: string;
  readonly taskVersion: number;
  readonly kind: HumanStepKind;
  readonly state: TaskState;
  readonly addressee: string;
  readonly note: string | null;
  readonly undoUntil: Date | null;
  readonly heldBy: string | null;
  readonly mustRead: boolean;
  readonly isRead: boolean;
  readonly taskDueAt: Date | null;
  readonly requestId: string;
  readonly revision: number;
  readonly subject: string;
  readonly office: string;
  readonly requester: string;
  readonly bookName: string;
  readonly withProtocol: boolean;
  readonly fileId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly pageCount: number | null;
  readonly annexCount: number;
  readonly filesToSign: number;
  readonly filesSigned: number;
  readonly contraryOpinions: number;
  readonly endorsedBy: string[];
  readonly urgent: boolean;
  readonly dueOn: string | null;
  readonly openedAt: Date;
  /** True when its signatures were authorised but not made, and nobody is making them. */
  readonly needsCode: boolean;
  readonly sortKey: string;
}

export interface QueueFigures {
  readonly toSign: number;
  readonly toEndorse: number;
  readonly urgent: number;
  readonly returned: number;
  readonly drafts: number;
  readonly asked: number;
  readonly codesNeeded: readonly { readonly batchId: string; readonly signatures: number }[];
}

/** Nobody has a code ready sooner than this after opening the dialog; until then the dialog itself asks for it. */
const DIALOG_GRACE_MS = 15_000;

/** True for a batch whose signatures nobody is making; its two parameters are those of `idleSince`. */
function nobodySigns(now: number, dialogGrace: number): string {
  return `(batch.lease_until IS NULL OR batch.lease_until < $${now})
    AND (batch.state = 'RUNNING' OR batch.created_at < $${dialogGrace})`;
}

/**
 * What waits for a person: urgent first, then the oldest. Each desk that reaches him gives its own first rows by the
 * partial index of open tasks, and these few are merged: the length of the queue does not matter.
 */
@Injectable()
export class Queue {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page(actor: Actor, filter: QueueFilter): Promise<QueuedTask[]> {
    return this.database.transaction(actor, () =>
      this.database.query<QueuedTask>(PAGE, [
        desksAsJson(actor.desks),
        filter.kind ?? null,
        filter.search ? filter.search.replace(/[\\%_]/g, '\\$&') : null,
        filter.after?.[0] ?? null,
        filter.after?.[1] ?? null,
        filter.after?.[2] ?? null,
        filter.limit,
        ...this.idleSince(),
        actor.personId,
      ]),
    );
  }

  async figures(actor: Actor): Promise<QueueFigures> {
    return this.database.transaction(actor, async () => {
      const [tasks] = await this.database.query<{ toSign: number; toEndorse: number; urgent: number }>(
        `SELECT count(DISTINCT task.id) FILTER (WHERE task.kind = 'SIGN')::int AS "toSign",
                count(DISTINCT task.id) FILTER (WHERE task.kind <> 'SIGN')::int AS "toEndorse",
                count(DISTINCT task.id) FILTER (WHERE task.urgent)::int AS urgent
           FROM jsonb_to_recordset($1::jsonb) AS ${DESK_COLUMNS}
           JOIN task ON task.addressee = desk.key AND task.done_at IS NULL AND task.state <> 'DECIDED'
           LEFT JOIN signing_request request ON request.id = task.request_id AND (desk.types IS NOT NULL OR desk.amount IS NOT NULL)
          WHERE ${withinDesk('task')}`,
        [desksAsJson(actor.desks)],
      );
      const [own] = await this.database.query<{ returned: number; drafts: number; asked: number }>(
        `SELECT count(*) FILTER (WHERE requester_id = $1 AND state IN ('RETURNED', 'RECALLED', 'EXPIRED'))::int AS returned,
                count(*) FILTER (WHERE requester_id = $1 AND state = 'DRAFT')::int AS drafts,
                count(*) FILTER (WHERE state = 'SUSPENDED')::int AS asked
           FROM signing_request
          WHERE requester_id = $1 AND state IN ('RETURNED', 'RECALLED', 'EXPIRED', 'DRAFT')
             OR state = 'SUSPENDED' AND (question->>'addresseeId')::uuid = $1`,
        [actor.personId],
      );
      return {
        toSign: tasks?.toSign ?? 0,
        toEndorse: tasks?.toEndorse ?? 0,
        urgent: tasks?.urgent ?? 0,
        returned: own?.returned ?? 0,
        drafts: own?.drafts ?? 0,
        asked: own?.asked ?? 0,
        codesNeeded: await this.codesNeeded(actor),
      };
    });
  }

  /** How much waits on the desks of many people, in one query: what a page of badges shows. */
  async badges(
    actor: Actor,
    personIds: readonly string[],
  ): Promise<Map<string, { toSign: number; toEndorse: number }>> {
    return this.database.transaction(actor, async () => {
      const found = await this.database.query<{ key: string; toSign: number; toEndorse: number }>(
        `SELECT task.addressee AS key, count(*) FILTER (WHERE kind = 'SIGN')::int AS "toSign",
                count(*) FILTER (WHERE kind <> 'SIGN')::int AS "toEndorse"
           FROM task WHERE addressee = ANY($1) AND done_at IS NULL GROUP BY task.addressee`,
        [personIds.map((id) => `person:${id}`)],
      );
      return new Map(
        found.map(({ key, toSign, toEndorse }) => [key.slice('person:'.length), { toSign, toEndorse }]),
      );
    });
  }

  /** Batches whose signatures nobody is making: the process that had the code is gone, or the dialog was left open. */
  private async codesNeeded(actor: Actor): Promise<{ batchId: string; signatures: number }[]> {
    return this.database.query(
      `SELECT batch.id AS "batchId", count(*)::int AS signatures
         FROM signing_batch batch JOIN signing_item item ON item.batch_id = batch.id AND item.state = 'QUEUED'
        WHERE batch.person_id = $1 AND batch.state = ANY (ARRAY['OPEN'::text, 'RUNNING'::text])
          AND ${nobodySigns(2, 3)}
        GROUP BY batch.id, batch.created_at ORDER BY batch.created_at`,
      [actor.personId, ...this.idleSince()],
    );
  }

  private idleSince(): [Date, Date] {
    const now = this.clock.now();
    return [now, new Date(now.getTime() - DIALOG_GRACE_MS)];
  }
}

const PAGE = `
  WITH page AS (
    SELECT DISTINCT ON (urgent, opened_at, id) own.* FROM jsonb_to_recordset($1::jsonb) AS ${DESK_COLUMNS}
     CROSS JOIN LATERAL (
       SELECT task.* FROM task JOIN signing_request request ON request.id = task.request_id
        WHERE task.addressee = desk.key AND task.done_at IS NULL AND request.state = 'IN_ROUTE'
          AND ${withinDesk('task')}
          AND ($2::text IS NULL OR task.kind = $2 OR $2 = 'VIEW' AND task.kind <> 'SIGN')
          AND ($3::text IS NULL OR request.subject ILIKE '%' || $3 || '%')
          AND ($4::boolean IS NULL OR task.urgent <= $4::boolean)
          AND ($4::boolean IS NULL OR (NOT task.urgent, task.opened_at, task.id) > (NOT $4, $5::timestamptz, $6::uuid))
        ORDER BY task.urgent DESC, task.opened_at, task.id LIMIT $7) own
     ORDER BY urgent DESC, opened_at, id LIMIT $7)
  SELECT page.id AS "taskId", page.version AS "taskVersion", page.kind, page.state, page.addressee, page.note,
         page.undo_until AS "undoUntil", (request.policy->>'mustRead')::boolean AS "mustRead",
         $10::uuid = ANY(page.read_by) AS "isRead", page.due_at AS "taskDueAt",
         (SELECT leaser.given_name || ' ' || leaser.family_name FROM person leaser
           WHERE leaser.id = page.lease_holder_id AND page.lease_until > $8) AS "heldBy",
         request.id AS "requestId", request.revision,
         request.subject, office.name AS office, requester.given_name || ' ' || requester.family_name AS requester,
         book.name AS "bookName", request.with_protocol AS "withProtocol", main.id AS "fileId",
         document.file_name AS "fileName", version.sha256, version.page_count AS "pageCount",
         (SELECT count(*)::int FROM plico_file annex WHERE annex.plico_id = request.plico_id
             AND annex.revision = request.revision AND annex.role = 'ANNEX') AS "annexCount",
         (SELECT count(*)::int FROM plico_file signed WHERE signed.plico_id = request.plico_id
             AND signed.revision = request.revision AND signed.to_sign) AS "filesToSign",
         (SELECT count(*)::int FROM signing_item made WHERE made.task_id = page.id AND made.state = 'OK') AS "filesSigned",
         (SELECT count(*)::int FROM task opinion WHERE opinion.request_id = request.id AND opinion.revision = request.revision
             AND opinion.state = 'DONE' AND opinion.decision->>'outcome' = 'CONTRARY') AS "contraryOpinions",
         ARRAY(SELECT endorser.given_name || ' ' || endorser.family_name FROM task done
                 JOIN person endorser ON endorser.id = coalesce(done.acted_by, done.holder_id)
                WHERE done.request_id = request.id AND done.revision = request.revision
                  AND done.kind = 'ENDORSE' AND done.state = 'DONE' ORDER BY done.done_at) AS "endorsedBy",
         page.urgent, request.due_on::text AS "dueOn", page.opened_at AS "openedAt", page.opened_at::text AS "sortKey",
         EXISTS (SELECT 1 FROM signing_item item JOIN signing_batch batch ON batch.id = item.batch_id
                  WHERE item.task_id = page.id AND item.state = 'QUEUED' AND ${nobodySigns(8, 9)}) AS "needsCode"
    FROM page
    JOIN signing_request request ON request.id = page.request_id
    JOIN signature_book book ON book.id = request.book_id
    JOIN office ON office.id = request.office_id
    JOIN person requester ON requester.id = request.requester_id
    JOIN plico_file main ON main.plico_id = request.plico_id AND main.revision = request.revision AND main.position = 0
    JOIN document ON document.id = main.document_id
    JOIN document_version version ON version.id = main.current_version_id
   ORDER BY page.urgent DESC, page.opened_at, page.id`;
