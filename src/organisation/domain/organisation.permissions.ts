import type { Role } from './role';

/** Roles that see no document's content are left out of every permission that leads to one. */
export const OFFICE_ROLES: readonly Role[] = [
  'records-manager',
  'records-manager-vicar',
  'protocol-operator',
  'office-head',
  'drafter',
  'endorser',
  'signer',
];
