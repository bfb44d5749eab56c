import { Module } from '@nestjs/common';
import { Audience } from './application/audience';
import { provideSettings } from '../platform/config';
import { MakeWebhookCalls } from './application/make-webhook-calls.use-case';
import { Notifications } from './application/notifications';
import { MailPreferences } from './application/mail-preferences';
import { Notify } from './application/notify';
import { OweWebhookCalls } from './application/owe-webhook-calls.use-case';
import { SendDigests } from './application/send-digests.use-case';
import { Mailer } from './infrastructure/mailer';
import { WebhookDesk } from './application/webhook-desk';
import { NotificationsController } from './http/notifications.controller';
import { WebhooksController } from './http/webhooks.controller';
import { notificationsProcessors } from './jobs/notifications.processors';
import { outgoingProcessors } from './jobs/outgoing.processors';
import { NOTIFICATIONS_SETTINGS, notificationsSettings } from './notifications.settings';

@Module({
  controllers: [NotificationsController, WebhooksController],
  providers: [
    provideSettings(NOTIFICATIONS_SETTINGS, notificationsSettings),
    ...[Notifications, Notify, Audience, WebhookDesk, OweWebhookCalls, MakeWebhookCalls],
    ...[Mailer, MailPreferences, SendDigests],
    ...[...notificationsProcessors, ...outgoingProcessors],
  ],
})
export class NotificationsModule {}
