import { definePermission } from '../platform/identity';
import type { Role } from '../organisation';

const registrars: Role[] = ['protocol-operator', 'records-manager', 'records-manager-vicar'];
/** Whoever may have a document assigned opens what is assigned, and nothing else (DESIGN, invariant 8). */
const readers: Role[] = [
  ...registrars,
  'auditor',
  'office-head',
  'drafter',
  'endorser',
  'signer',
  'preservation-manager',
];

export const protocolRead = definePermission('protocol.read', readers);
/** Records manager and vicar alone (DPR 445/2000 art. 61 par. 3 g). */
export const protocolAnnul = definePermission('protocol.annul', ['records-manager', 'records-manager-vicar']);
/** Structure of the register: titolario, exclusions, correspondents that are merged (DPR 445/2000 art. 61). */
export const protocolManage = definePermission('protocol.manage', [
  'records-manager',
  'records-manager-vicar',
]);
/** Also for preservation, which takes it over (AgID, Linee guida 3.1.6). */
export const protocolDaily = definePermission('protocol.daily-register', [
  ...registrars,
  'auditor',
  'preservation-manager',
]);
export const protocolAssign = definePermission('protocol.assign', [...registrars, 'office-head']);
export const protocolFile = definePermission('protocol.file', [...registrars, 'office-head', 'drafter']);
export const protocolRegister = definePermission('protocol.register', registrars);
/** Sends what is registered, and takes what other offices say of it. */
export const protocolDispatch = definePermission('protocol.dispatch', registrars);
