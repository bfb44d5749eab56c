import { z } from 'zod';
import { idSchema, instantSchema, pageOf } from '../../platform/http';

import { MAIL_CHOICES } from '../domain/mail-choice';

export const notificationView = z.object({
  id: idSchema,
  kind: z.string(),
  text: z.string(),
  requestId: idSchema.nullable(),
  createdAt: instantSchema,
  read: z.boolean(),
});
export const notificationPage = pageOf(notificationView);
export const mailPreference = z.object({ mail: z.enum(MAIL_CHOICES) });
export const mailPreferenceView = mailPreference.extend({ isSent: z.boolean() });
export type MailPreferenceView = z.infer<typeof mailPreferenceView>;
export type NotificationPage = z.infer<typeof notificationPage>;
