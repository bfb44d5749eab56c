import type { Actor } from '../../platform/identity';

const SEES_ALL_ACTS = ['auditor', 'records-manager', 'records-manager-vicar', 'preservation-manager'];
const SEES_SIGNED_ACTS = ['protocol-operator'];

/**
 * Who may see a request: who asked for it, who has or had a task in it, the head of its office; the records manager and
 * the auditor all of their body's; the protocol's operators what is signed. SQL over a table named `request`; its
 * parameters begin at `$first`.
 */
export function visibleTo(
  actor: Actor,
  first: number,
): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const person = `$${first}`;
  const offices = `$${first + 1}`;
  const seesAll = actor.roles.some((role) => SEES_ALL_ACTS.includes(role));
  const seesSigned = actor.roles.some((role) => SEES_SIGNED_ACTS.includes(role));
  const isHead = actor.roles.includes('office-head');
  const sql = `(request.requester_id = ${person}
    OR EXISTS (SELECT 1 FROM task own WHERE own.request_id = request.id AND own.holder_id = ${person})
    ${isHead ? `OR request.office_id = ANY(${offices})` : `OR (${offices}::uuid[] IS NULL)`}
    ${seesAll ? 'OR true' : ''}
    ${seesSigned ? `OR request.state IN ('SIGNED', 'REGISTERED', 'ARCHIVED')` : ''})`;
  return { sql, parameters: [actor.personId, actor.officeIds] };
}
