import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import type { MailChoice } from '../domain/mail-choice';
import { NotificationPreferenceRow } from '../infrastructure/digest.rows';
import { Mailer } from '../infrastructure/mailer';

export interface MailPreference {
  readonly mail: MailChoice;
  /** False where this installation sends no mail at all. */
  readonly isSent: boolean;
}

/** How often one person is written to; his own choice, which nobody else reads. */
@Injectable()
export class MailPreferences {
  constructor(
    private readonly database: Database,
    private readonly mailer: Mailer,
  ) {}

  async of(actor: Actor): Promise<MailPreference> {
    const row = await this.database.transaction(actor, () =>
      this.database.rows(NotificationPreferenceRow).findOneBy({ personId: actor.personId ?? '' }),
    );
    return { mail: row?.mail ?? 'DAILY', isSent: this.mailer.isOpen };
  }

  async choose(actor: Actor, mail: MailChoice): Promise<MailPreference> {
    await this.database.transaction(actor, () =>
      this.database
        .rows(NotificationPreferenceRow)
        .upsert({ personId: actor.personId ?? '', bodyId: actor.bodyId, mail }, ['personId']),
    );
    return { mail, isSent: this.mailer.isOpen };
  }
}
