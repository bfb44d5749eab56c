import { z } from 'zod';
import { idSchema, instantSchema, pageOf } from '../../platform/http';

export const notificationView = z.object({
  id: idSchema,
  kind: z.string(),
  text: z.string(),
  requestId: idSchema.nullable(),
  createdAt: instantSchema,
  read: z.boolean(),
});
export const notificationPage = pageOf(notificationView);
export type NotificationPage = z.infer<typeof notificationPage>;
