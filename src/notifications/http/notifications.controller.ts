import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { idParams, languageOf, pageQuery, readCursor, writeCursor } from '../../platform/http';
import { type Actor, Allow, CurrentActor, LOGGED_IN } from '../../platform/identity';
import { MailPreferences } from '../application/mail-preferences';
import { type NotificationPlace, Notifications } from '../application/notifications';
import { notificationText } from '../notification.texts';
import { mailPreference, type MailPreferenceView, type NotificationPage } from './notifications.schema';

@Controller('notifications')
@Allow(LOGGED_IN)
export class NotificationsController {
  constructor(
    private readonly notifications: Notifications,
    private readonly preferences: MailPreferences,
  ) {}

  @Get('preferences')
  preference(@CurrentActor() actor: Actor): Promise<MailPreferenceView> {
    return this.preferences.of(actor);
  }

  @Put('preferences')
  choose(
    @CurrentActor() actor: Actor,
    @Body({ schema: mailPreference }) { mail }: z.infer<typeof mailPreference>,
  ): Promise<MailPreferenceView> {
    return this.preferences.choose(actor, mail);
  }

  @Get()
  async page(
    @CurrentActor() actor: Actor,
    @Query({ schema: pageQuery }) { limit, cursor }: z.infer<typeof pageQuery>,
    @Req() request: FastifyRequest,
  ): Promise<NotificationPage> {
    const rows = await this.notifications.page(actor, limit, placeOf(cursor));
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(({ id, kind, params, requestId, createdAt, readAt }) => ({
        id,
        kind,
        text: notificationText(kind, params, languageOf(request)),
        requestId,
        createdAt: createdAt.toISOString(),
        read: readAt !== null,
      })),
      nextCursor: rows.length > limit && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
    };
  }

  @Get('unread')
  async unread(@CurrentActor() actor: Actor): Promise<{ unread: number }> {
    return { unread: await this.notifications.unread(actor) };
  }

  @Post('read-all')
  @HttpCode(200)
  async readAll(@CurrentActor() actor: Actor): Promise<{ unread: number }> {
    await this.notifications.readAll(actor);
    return { unread: 0 };
  }

  @Post(':id/read')
  @HttpCode(200)
  read(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<{ unread: number }>> {
    return this.notifications.read(actor, id);
  }
}

/** A cursor that we did not make is a first page. */
function placeOf(cursor: string | undefined): NotificationPlace | null {
  const [at = '', id = ''] = readCursor(cursor) ?? [];
  const createdAt = new Date(at);
  return Number.isNaN(createdAt.getTime()) || !idParams.safeParse({ id }).success ? null : { createdAt, id };
}
