import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import type { StepKind, TaskState } from '../domain/route.states';

export interface QueueFilter {
  readonly kind?: StepKind | undefined;
  readonly search?: string | undefined;
  readonly limit: number;
  /** Urgent or not, instant and id of the last row of the page before. */
  readonly after: readonly [string, string, string] | null;
}

export interface QueuedTask {
  readonly taskId: string;
  readonly taskVersion: number;
  readonly kind: StepKind;
  readonly state: TaskState;
  readonly requestId: string;
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
  readonly codesNeeded: readonly { readonly batchId: string; readonly signatures: number }[];
}

/** Nobody has a code ready sooner than this after opening the dialog; until then the dialog itself asks for it. */
const DIALOG_GRACE_MS = 15_000;

const OPEN = `task.state = ANY (ARRAY['PENDING'::text, 'MARKED_SIGN'::text, 'MARKED_RETURN'::text, 'SIGNING'::text])`;

/** True for a batch whose signatures nobody is making; its two parameters are those of `idleSince`. */
function nobodySigns(now: number, dialogGrace: number): string {
  return `(batch.lease_until IS NULL OR batch.lease_until < $${now})
    AND (batch.state = 'RUNNING' OR batch.created_at < $${dialogGrace})`;
}

/** What waits for a person: urgent first, then the oldest. Served by the partial index of open tasks. */
@Injectable()
export class Queue {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page(actor: Actor, filter: QueueFilter): Promise<QueuedTask[]> {
    return this.database.transaction(actor, () =>
      this.database.query<QueuedTask>(
        `WITH page AS (
           SELECT task.* FROM task JOIN signing_request request ON request.id = task.request_id
            WHERE task.holder_id = $1 AND ${OPEN}
              AND ($2::text IS NULL OR task.kind = $2)
              AND ($3::text IS NULL OR request.subject ILIKE '%' || $3 || '%')
              AND ($4::boolean IS NULL OR (NOT task.urgent, task.opened_at, task.id) > (NOT $4, $5::timestamptz, $6::uuid))
            ORDER BY task.urgent DESC, task.opened_at, task.id LIMIT $7)
         SELECT page.id AS "taskId", page.version AS "taskVersion", page.kind, page.state, request.id AS "requestId",
                request.subject, office.name AS office, requester.given_name || ' ' || requester.family_name AS requester,
                book.name AS "bookName", request.with_protocol AS "withProtocol", main.id AS "fileId",
                document.file_name AS "fileName", version.sha256, version.page_count AS "pageCount",
                (SELECT count(*)::int FROM plico_file annex WHERE annex.plico_id = request.plico_id
                    AND annex.revision = request.revision AND annex.role = 'ANNEX') AS "annexCount",
                (SELECT count(*)::int FROM plico_file signed WHERE signed.plico_id = request.plico_id
                    AND signed.revision = request.revision AND signed.to_sign) AS "filesToSign",
                ARRAY(SELECT endorser.given_name || ' ' || endorser.family_name FROM task done
                        JOIN person endorser ON endorser.id = done.holder_id
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
          ORDER BY page.urgent DESC, page.opened_at, page.id`,
        [
          actor.personId,
          filter.kind ?? null,
          filter.search ? filter.search.replace(/[\\%_]/g, '\\$&') : null,
          filter.after?.[0] ?? null,
          filter.after?.[1] ?? null,
          filter.after?.[2] ?? null,
          filter.limit,
          ...this.idleSince(),
        ],
      ),
    );
  }

  async figures(actor: Actor): Promise<QueueFigures> {
    return this.database.transaction(actor, async () => {
      const [tasks] = await this.database.query<{ toSign: number; toEndorse: number; urgent: number }>(
        `SELECT count(*) FILTER (WHERE kind = 'SIGN')::int AS "toSign",
                count(*) FILTER (WHERE kind = 'ENDORSE')::int AS "toEndorse",
                count(*) FILTER (WHERE urgent)::int AS urgent
           FROM task WHERE holder_id = $1 AND ${OPEN}`,
        [actor.personId],
      );
      const [own] = await this.database.query<{ returned: number; drafts: number }>(
        `SELECT count(*) FILTER (WHERE state IN ('RETURNED', 'RECALLED'))::int AS returned,
                count(*) FILTER (WHERE state = 'DRAFT')::int AS drafts
           FROM signing_request WHERE requester_id = $1 AND state IN ('RETURNED', 'RECALLED', 'DRAFT')`,
        [actor.personId],
      );
      return {
        toSign: tasks?.toSign ?? 0,
        toEndorse: tasks?.toEndorse ?? 0,
        urgent: tasks?.urgent ?? 0,
        returned: own?.returned ?? 0,
        drafts: own?.drafts ?? 0,
        codesNeeded: await this.codesNeeded(actor),
      };
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
