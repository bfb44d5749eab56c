import { definePermission } from '../platform/identity';

/** Whom a step that is signed may reach. */
export const devicesEnrol = definePermission('devices.enrol', ['signer', 'office-head', 'endorser']);
