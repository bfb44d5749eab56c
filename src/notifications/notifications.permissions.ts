import { definePermission } from '../platform/identity';

/** Tells other applications what happens, by ids alone: whoever keeps the house running may arrange it. */
export const webhooksManage = definePermission('notifications.manage-webhooks', ['administrator']);
