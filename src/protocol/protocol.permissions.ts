import { definePermission } from '../platform/identity';
import type { Role } from '../organisation';

const registrars: Role[] = ['protocol-operator', 'records-manager', 'records-manager-vicar'];
const readers: Role[] = [...registrars, 'auditor', 'office-head'];

export const protocolRead = definePermission('protocol.read', readers);
export const protocolRegister = definePermission('protocol.register', registrars);
