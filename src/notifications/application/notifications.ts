import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { IsNull } from 'typeorm';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { NotificationRow } from '../infrastructure/notification.row';
import { notificationsRefusals } from '../notifications.refusals';

/** Where a page ends: the next one begins below it. */
export interface NotificationPlace {
  readonly createdAt: Date;
  readonly id: string;
}

/** What one person was told. Row-level security keeps everybody else's out, whatever is asked here. */
@Injectable()
export class Notifications {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Newest first, one more than `limit` when another page follows. */
  async page(actor: Actor, limit: number, before: NotificationPlace | null): Promise<NotificationRow[]> {
    return this.database.transaction(actor, () => {
      const query = this.database
        .rows(NotificationRow)
        .createQueryBuilder('notification')
        .where('notification.personId = :personId', { personId: actor.personId });
      if (before)
        query.andWhere('(notification.createdAt, notification.id) < (:createdAt, :id)', { ...before });
      return query
        .orderBy('notification.createdAt', 'DESC')
        .addOrderBy('notification.id', 'DESC')
        .limit(limit + 1)
        .getMany();
    });
  }

  async unread(actor: Actor): Promise<number> {
    return this.database.transaction(actor, () =>
      this.database.rows(NotificationRow).countBy(unreadOf(actor)),
    );
  }

  /** Reading twice changes nothing: the first time stays. */
  async read(actor: Actor, id: string): Promise<Result<{ unread: number }>> {
    return this.database.transaction(actor, async () => {
      const isThere = await this.database.rows(NotificationRow).existsBy({ id, ...ownOf(actor) });
      if (!isThere) return refuse(notificationsRefusals.NOT_FOUND());
      const rows = this.database.rows(NotificationRow);
      await rows.update({ id, ...unreadOf(actor) }, { readAt: this.clock.now() });
      return accept({ unread: await rows.countBy(unreadOf(actor)) });
    });
  }

  async readAll(actor: Actor): Promise<void> {
    await this.database.transaction(actor, () =>
      this.database.rows(NotificationRow).update(unreadOf(actor), { readAt: this.clock.now() }),
    );
  }
}

function ownOf({ personId }: Actor): { personId: string } {
  if (personId === null) throw new Error('the system itself is told nothing');
  return { personId };
}

function unreadOf(actor: Actor) {
  return { ...ownOf(actor), readAt: IsNull() };
}
