import type { ModuleDefinition } from '../platform/module-definition';
import { NotificationRow } from './infrastructure/notification.row';
import { notificationsJobs } from './jobs/notifications.jobs';
import { NotificationsModule } from './notifications.module';
import { notificationsRefusals } from './notifications.refusals';

export const notifications: ModuleDefinition = {
  name: 'notifications',
  nest: NotificationsModule,
  rows: [NotificationRow],
  jobs: notificationsJobs,
  refusals: [notificationsRefusals],
};
