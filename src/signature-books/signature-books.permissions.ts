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
export const tasksAct = definePermission('tasks.act', ['endorser', 'office-head', 'signer']);
export const batchesSign = definePermission('batches.sign', ['signer']);
