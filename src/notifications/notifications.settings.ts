import { z } from 'zod';
import { defineSettings, flag, type SettingsOf } from '../platform/config';

export const notificationsSettings = defineSettings('notifications', {
  NOTIFICATIONS_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'expected smtp://USER@HOST:PORT or smtps://…' })
    .optional()
    .describe('mail server for notices to the body’s people; without it they stand in the application only'),
  NOTIFICATIONS_SMTP_PASSWORD_FILE: z
    .string()
    .optional()
    .describe('mounted file with the password of NOTIFICATIONS_SMTP_URL’s user'),
  NOTIFICATIONS_FROM: z
    .email({ error: 'expected an e-mail address' })
    .default('libro-firma@localhost.localdomain')
    .describe('sender of notices to the body’s people'),
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
