import { OFFICE_ROLES } from '../organisation';
import { definePermission } from '../platform/identity';

export const requestsWrite = definePermission('requests.write', [
  'drafter',
  'office-head',
  'signer',
  'endorser',
  'protocol-operator',
]);
export const requestsRead = definePermission('requests.read', [
  ...OFFICE_ROLES,
  'auditor',
  'preservation-manager',
]);
/** Whom a task may reach, of himself or in another's place; the power is judged with each act. */
export const tasksAct = definePermission('tasks.act', [
  'endorser',
  'office-head',
  'signer',
  'drafter',
  'protocol-operator',
  'records-manager',
]);
export const batchesSign = definePermission('batches.sign', ['signer', 'office-head', 'endorser']);
/** The desk of acts that are signed and to be registered. */
export const actsKeep = definePermission('acts.keep', [
  'protocol-operator',
  'records-manager',
  'records-manager-vicar',
]);
/** Routes kept for use: the head of an office those of his office, the records manager those of the AOO. */
export const routesKeep = definePermission('routes.keep', [
  'office-head',
  'records-manager',
  'records-manager-vicar',
]);
/** Types of documents, and the rules that their requests follow. */
export const typesKeep = definePermission('types.keep', ['records-manager', 'records-manager-vicar']);
export const verdictsAccept = definePermission('verdicts.accept', [
  'records-manager',
  'records-manager-vicar',
]);
