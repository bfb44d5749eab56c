import { Module } from '@nestjs/common';
import { Notifications } from './application/notifications';
import { Notify } from './application/notify';
import { NotificationsController } from './http/notifications.controller';
import { notificationsProcessors } from './jobs/notifications.processors';

@Module({
  controllers: [NotificationsController],
  providers: [Notifications, Notify, ...notificationsProcessors],
})
export class NotificationsModule {}
