import type { Actor } from '../../../platform/identity';
import { SIGNED_STATES } from '../../domain/request.states';
import { DESK_COLUMNS, desksAsJson, withinDesk } from '../tasks/authorities';

const SEES_ALL_ACTS = ['auditor', 'records-manager', 'records-manager-vicar', 'preservation-manager'];
const SEES_SIGNED_ACTS = ['protocol-operator'];

/**
 * Who may see a request: who asked for it, whom a task of it reaches or reached, who is asked a question about it; and
 * within their AOO the head of its office, the records manager and the auditor all, the protocol's operators what is
 * signed. SQL over a table named `request`; its parameters begin at `$first`.
 */
export function visibleTo(
  actor: Actor,
  first: number,
): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const [person, offices, aoo, desks] = [
    `$${first}::uuid`,
    `$${first + 1}::uuid[]`,
    `$${first + 2}::uuid`,
    `$${first + 3}::jsonb`,
  ];
  const holds = (roles: readonly string[]): boolean => actor.roles.some((role) => roles.includes(role));
  const signed = SIGNED_STATES.map((state) => `'${state}'`).join(', ');
  const byRole = [
    `request.office_id = ANY(CASE WHEN ${String(holds(['office-head']))} THEN ${offices} END)`,
    ...(holds(SEES_ALL_ACTS) ? ['true'] : []),
    ...(holds(SEES_SIGNED_ACTS) ? [`request.state IN (${signed})`] : []),
  ];
  const sql = `(request.requester_id = ${person}
    OR EXISTS (SELECT 1 FROM task own WHERE own.request_id = request.id AND (own.acted_by = ${person} OR own.holder_id = ${person}))
    OR EXISTS (SELECT 1 FROM task own JOIN jsonb_to_recordset(${desks}) AS ${DESK_COLUMNS} ON own.addressee = desk.key
                WHERE own.request_id = request.id AND ${withinDesk('own')})
    OR (request.question->>'addresseeId')::uuid = ${person}
    OR request.aoo_id = ${aoo} AND (${byRole.join(' OR ')}))`;
  return { sql, parameters: [actor.personId, actor.officeIds, actor.aooId, desksAsJson(actor.desks)] };
}
