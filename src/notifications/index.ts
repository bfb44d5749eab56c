import type { ModuleDefinition } from '../platform/module-definition';
import { NotificationMailRow, NotificationPreferenceRow } from './infrastructure/digest.rows';
import { NotificationRow } from './infrastructure/notification.row';
import { WebhookCallRow, WebhookRow } from './infrastructure/webhook.rows';
import { notificationsJobs } from './jobs/notifications.jobs';
import { NotificationsModule } from './notifications.module';
import { webhooksManage } from './notifications.permissions';
import { notificationsRefusals } from './notifications.refusals';
import { notificationsSettings } from './notifications.settings';

export const notifications: ModuleDefinition = {
  name: 'notifications',
  nest: NotificationsModule,
  rows: [NotificationRow, NotificationPreferenceRow, NotificationMailRow, WebhookRow, WebhookCallRow],
  jobs: notificationsJobs,
  permissions: [webhooksManage],
  refusals: [notificationsRefusals],
  settings: [notificationsSettings],
};
