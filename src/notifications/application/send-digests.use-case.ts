import { Inject, Injectable } from '@nestjs/common';
import { type Clock, fewAtATime, newId } from '@libro-firma/kernel';
import { People, WorkingCalendar } from '../../organisation';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { digestLetter } from './digest-letter';
import { NotificationMailRow } from '../infrastructure/digest.rows';
import { Mailer } from '../infrastructure/mailer';
import { NotificationRow } from '../infrastructure/notification.row';

/** People of one round; the next round takes the rest. */
const OF_ONE_ROUND = 500;
const AT_ONCE = 4;
/** Notifications of one letter; what is left comes with the next one. */
const OF_ONE_LETTER = 100;
const MOST_TRIES = 6;
const FIRST_TRY_AFTER_MS = 60_000;

interface Due {
  readonly bodyId: string;
  readonly personId: string;
}

/**
 * What people have not read yet, by mail: as often as each has chosen, and in the hours in which his office is open. Only
 * what is urgent, which somebody gave a reason for, comes at any hour. The letter's row stands before it is sent: a process
 * that dies in between lets it be sent once more under the same Message-ID.
 */
@Injectable()
export class SendDigests {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly calendar: WorkingCalendar,
    private readonly mailer: Mailer,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    if (!this.mailer.isOpen) return;
    const due = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<Due>(
        'SELECT body_id AS "bodyId", person_id AS "personId" FROM digests_due($1, $2)',
        [this.clock.now(), OF_ONE_ROUND],
      ),
    );
    await fewAtATime(due, AT_ONCE, (one) => this.send(one));
  }

  private async send(scope: Due): Promise<void> {
    const claimed = await this.database.transaction(scope, () => this.claim(scope));
    if (!claimed) return;
    const { mail, ...letter } = claimed;
    const fault = await this.mailer.send({ messageId: `<${mail.id}@libro-firma>`, ...letter });
    const now = this.clock.now();
    const isGivenUp = fault !== null && mail.tries >= MOST_TRIES;
    const again = new Date(now.getTime() + FIRST_TRY_AFTER_MS * 4 ** mail.tries);
    await this.database.transaction(scope, () =>
      this.database
        .rows(NotificationMailRow)
        .update(
          { id: mail.id },
          fault === null
            ? { sentAt: now, nextTryAt: null, outcome: 'TAKEN' }
            : { nextTryAt: isGivenUp ? null : again, outcome: fault },
        ),
    );
  }

  /** As the person: nobody else can read what he is told, not even this job. */
  private async claim(scope: Due) {
    const to = await this.people.emailOf(scope.personId);
    const [appointment] = await this.people.appointmentsOf(scope.personId);
    if (!to || !appointment) return null;
    const now = this.clock.now();
    const isQuiet = (await this.calendar.of(appointment.aooId)).next(now) > now;
    const mail = (await this.letterToRepeat(now)) ?? (await this.newLetter(scope, now, isQuiet));
    if (!mail) return null;
    const told = await this.database
      .rows(NotificationRow)
      .find({ where: { mailId: mail.id }, order: { createdAt: 'ASC', id: 'ASC' } });
    return { mail, to, ...digestLetter(told, 'it') };
  }

  private async letterToRepeat(now: Date): Promise<NotificationMailRow | null> {
    const mail = await this.database
      .rows(NotificationMailRow)
      .createQueryBuilder('mail')
      .where('mail.next_try_at <= :now', { now })
      .orderBy('mail.made_at', 'ASC')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getOne();
    if (!mail) return null;
    const change = { tries: mail.tries + 1, nextTryAt: new Date(now.getTime() + FIRST_TRY_AFTER_MS) };
    await this.database.rows(NotificationMailRow).update({ id: mail.id }, change);
    return Object.assign(mail, change);
  }

  /** Two processes at once: what one has put into its letter, the other finds taken. */
  private async newLetter(
    { bodyId, personId }: Due,
    now: Date,
    isQuiet: boolean,
  ): Promise<NotificationMailRow | null> {
    const id = newId();
    const [taken] = await this.database.query<readonly unknown[]>(
      `UPDATE notification SET mail_id = $1
        WHERE id IN (SELECT id FROM notification
                      WHERE person_id = $2 AND mail_id IS NULL AND read_at IS NULL
                        AND created_at > $3::timestamptz - interval '7 days' AND (urgent OR NOT $4)
                      ORDER BY urgent DESC, created_at, id LIMIT ${OF_ONE_LETTER} FOR UPDATE SKIP LOCKED)
          AND mail_id IS NULL RETURNING id`,
      [id, personId, now, isQuiet],
    );
    if (taken?.length === 0) return null;
    const nextTryAt = new Date(now.getTime() + FIRST_TRY_AFTER_MS);
    const mail = { id, bodyId, personId, madeAt: now, tries: 1, nextTryAt, sentAt: null, outcome: null };
    await this.database.rows(NotificationMailRow).insert(mail);
    return mail;
  }
}
