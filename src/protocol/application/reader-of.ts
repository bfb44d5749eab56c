import { seatKey } from '../../organisation';
import type { Actor } from '../../platform/identity';
import type { Reader } from '../domain/reader';

/** The actor as one who reads: with the offices that he heads, and not only works in. */
export function readerOf(actor: Actor): Reader {
  const { personId, roles, officeIds, desks } = actor;
  const headedOfficeIds = officeIds.filter((officeId) =>
    desks.some(({ key }) => key === seatKey(officeId, 'office-head')),
  );
  return { personId, roles, officeIds, headedOfficeIds };
}
