import { OFFICE_ROLES } from '../organisation';
import { definePermission } from '../platform/identity';

export const verificationAsk = definePermission('verification.ask', [
  ...OFFICE_ROLES,
  'auditor',
  'preservation-manager',
]);
