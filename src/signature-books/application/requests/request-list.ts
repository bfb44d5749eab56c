import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { RequestState } from '../../domain/request.states';
import { visibleTo } from './visibility';

export interface RequestFilter {
  readonly box: 'mine' | 'returned' | 'office' | 'asked' | 'to-register' | 'all';
  readonly state?: readonly RequestState[] | undefined;
  readonly search?: string | undefined;
  readonly limit: number;
  /** Instant and id of the last row of the page before. */
  readonly after: readonly [string, string] | null;
}

export interface ListedRequest {
  readonly id: string;
  readonly subject: string;
  readonly state: RequestState;
  readonly revision: number;
  readonly version: number;
  readonly bookName: string;
  readonly withProtocol: boolean;
  readonly requester: string;
  readonly registrationNumber: string | null;
  readonly registeredOn: string | null;
  readonly urgent: boolean;
  readonly dueOn: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly blockedCode: string | null;
  readonly blockedSince: Date | null;
  readonly waitingFor: string[];
  readonly returnReason: string | null;
  /** `updatedAt` with all its digits, for the cursor. */
  readonly sortKey: string;
}

const COLUMNS = `
  request.id, request.subject, request.state, request.revision, request.version, book.name AS "bookName",
  request.with_protocol AS "withProtocol", requester.given_name || ' ' || requester.family_name AS requester,
  request.registration_number AS "registrationNumber", request.registered_on::text AS "registeredOn", request.urgent,
  request.due_on::text AS "dueOn", request.created_at AS "createdAt", request.updated_at AS "updatedAt",
  request.blocked_code AS "blockedCode", request.blocked_since AS "blockedSince", request.updated_at::text AS "sortKey", request.return_reason AS "returnReason",
  ARRAY(SELECT coalesce(holder.given_name || ' ' || holder.family_name, office.name) FROM task
          LEFT JOIN person holder ON holder.id = task.holder_id
          LEFT JOIN office ON task.holder_id IS NULL AND office.id::text = split_part(task.addressee, ':', 2)
         WHERE task.request_id = request.id AND task.revision = request.revision AND task.done_at IS NULL
         ORDER BY 1) AS "waitingFor"`;

const TABLES = `
  signing_request request
  JOIN signature_book book ON book.id = request.book_id
  JOIN person requester ON requester.id = request.requester_id`;

/** Requests as lists show them, newest change first; inside the caller's unit of work. */
@Injectable()
export class RequestList {
  constructor(private readonly database: Database) {}

  async page(actor: Actor, filter: RequestFilter): Promise<ListedRequest[]> {
    const visible = visibleTo(actor, 6);
    return this.database.query<ListedRequest>(
      `SELECT ${COLUMNS} FROM ${TABLES}
        WHERE ${boxCondition(actor, filter)} AND ${visible.sql}
          AND ($1::text[] IS NULL OR request.state = ANY($1))
          AND ($2::text IS NULL OR request.subject ILIKE '%' || $2 || '%')
          AND ($3::timestamptz IS NULL OR (request.updated_at, request.id) < ($3::timestamptz, $4::uuid))
        ORDER BY request.updated_at DESC, request.id DESC LIMIT $5`,
      [
        filter.state ?? null,
        filter.search ? escapeLike(filter.search) : null,
        filter.after?.[0] ?? null,
        filter.after?.[1] ?? null,
        filter.limit,
        ...visible.parameters,
      ],
    );
  }

  async find(actor: Actor, id: string): Promise<ListedRequest | null> {
    const visible = visibleTo(actor, 2);
    const [found] = await this.database.query<ListedRequest>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE request.id = $1 AND ${visible.sql}`,
      [id, ...visible.parameters],
    );
    return found ?? null;
  }
}

function boxCondition(actor: Actor, { box }: RequestFilter): string {
  if (box === 'mine') return 'request.requester_id = $6';
  if (box === 'returned')
    return `request.requester_id = $6 AND request.state IN ('RETURNED', 'RECALLED', 'EXPIRED')`;
  if (box === 'asked') return `request.state = 'SUSPENDED' AND (request.question->>'addresseeId')::uuid = $6`;
  if (box === 'to-register') return `request.state = 'SIGNED' AND request.with_protocol`;
  if (box === 'office') return 'request.office_id = ANY($7)';
  return actor.personId ? 'true' : 'false';
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
