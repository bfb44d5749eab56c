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

/** Powers to act in somebody's place: everybody's own, and those of others by the office that enters them. */
export const powersRead: PermissionDefinition = {
  name: 'powers.read',
  roles: [...OFFICE_ROLES, 'auditor', 'administrator'],
};
export const powersWrite: PermissionDefinition = {
  name: 'powers.write',
  roles: [
    'signer',
    'endorser',
    'office-head',
    'drafter',
    'protocol-operator',
    'records-manager',
    'administrator',
  ],
};

interface PermissionDefinition {
  readonly name: string;
  readonly roles: readonly Role[];
}
