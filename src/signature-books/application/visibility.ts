import type { Actor } from '../../platform/identity';

const SEES_ALL_ACTS = ['auditor', 'records-manager', 'records-manager-vicar', 'preservation-manager'];
const SEES_SIGNED_ACTS = ['protocol-operator'];

/**
 * Who may see a request: who asked for it, who has or had a task in it; and within their AOO the head of its office, the
 * records manager and the auditor all, the protocol's operators what is signed. SQL over a table named `request`; its
 * parameters begin at `$first`.
 */
export function visibleTo(
  actor: Actor,
  first: number,
): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const [person, offices, aoo] = [`$${first}`, `$${first + 1}::uuid[]`, `$${first + 2}`];
  const holds = (roles: readonly string[]): boolean => actor.roles.some((role) => roles.includes(role));
  const byRole = [
    `request.office_id = ANY(CASE WHEN ${String(holds(['office-head']))} THEN ${offices} END)`,
    ...(holds(SEES_ALL_ACTS) ? ['true'] : []),
    ...(holds(SEES_SIGNED_ACTS) ? [`request.state IN ('SIGNED', 'REGISTERED', 'ARCHIVED')`] : []),
  ];
  const sql = `(request.requester_id = ${person}
    OR EXISTS (SELECT 1 FROM task own WHERE own.request_id = request.id AND own.holder_id = ${person})
    OR request.aoo_id = ${aoo} AND (${byRole.join(' OR ')}))`;
  return { sql, parameters: [actor.personId, actor.officeIds, actor.aooId] };
}
