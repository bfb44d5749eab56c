import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { NotificationRow, type NotificationParams } from '../infrastructure/notification.row';
import type { NotificationKind } from '../notification.texts';

export interface NewNotification {
  readonly kind: NotificationKind;
  readonly params: NotificationParams;
  readonly requestId: string | null;
  /** False when it is left out. */
  readonly urgent?: boolean;
}

/** Tells people; inside the unit of work of the job, which settles its delivery with it: each is told once. */
@Injectable()
export class Notify {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(system: Actor, personIds: readonly string[], notification: NewNotification): Promise<void> {
    const createdAt = this.clock.now();
    const rows = [...new Set(personIds)].map((personId) => ({
      id: newId(),
      bodyId: system.bodyId,
      personId,
      ...{ urgent: false, ...notification },
      createdAt,
      readAt: null,
      mailId: null,
    }));
    if (rows.length > 0) await this.database.rows(NotificationRow).insert(rows);
  }
}
