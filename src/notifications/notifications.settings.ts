import { z } from 'zod';
import { defineSettings, flag, type SettingsOf } from '../platform/config';

export const notificationsSettings = defineSettings('notifications', {
  WEBHOOK_KEY: z
    .string()
    .min(32, 'expected at least 32 characters')
    .optional()
    .describe('secret from which each webhook’s signing secret is derived; without it there are no webhooks'),
  WEBHOOK_PRIVATE_ADDRESSES: flag(false).describe(
    'whether webhooks may call http addresses and hosts of the inner network',
  ),
});

export type NotificationsSettings = SettingsOf<typeof notificationsSettings>;
export const NOTIFICATIONS_SETTINGS = Symbol('notifications settings');
