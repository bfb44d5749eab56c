import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { People } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import { systemActor } from '../../../platform/identity';
import { LOGGER, type Logger } from '../../../platform/observability/logger';
import { DailyRegisterAlarmRow } from '../../infrastructure/receipt.row';

export const DAY_LATE = 'daily-register.late';
const MANAGERS = ['records-manager', 'records-manager-vicar'] as const;

interface Late {
  readonly register_id: string;
  readonly body_id: string;
  readonly aoo_id: string;
  readonly day: string;
  readonly due_on: string;
}

/**
 * Raises an alarm, once for each day, where the register was not sealed by the end of the next working day (AgID, Linee
 * guida 3.1.6): in the log for whoever runs the service, by an event for the records manager.
 */
@Injectable()
export class AlarmLateDays {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** How many alarms were raised. */
  async execute(): Promise<number> {
    const today = legalDate(this.clock.now());
    const late = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<Late>(
        'SELECT register_id, body_id, aoo_id, day::text, due_on::text FROM daily_registers_late($1)',
        [today],
      ),
    );
    for (const day of late) await this.raise(day);
    return late.length;
  }

  private async raise(late: Late): Promise<void> {
    const { register_id: registerId, body_id: bodyId, aoo_id: aooId, day, due_on: dueOn } = late;
    const actor = systemActor(bodyId, aooId);
    await this.database.transaction(actor, async () => {
      const added = await this.database
        .rows(DailyRegisterAlarmRow)
        .createQueryBuilder()
        .insert()
        .values({ registerId, day, bodyId, dueOn, raisedAt: this.clock.now() })
        .orIgnore()
        .returning('day')
        .execute();
      if ((added.raw as unknown[]).length === 0) return;
      const managers = [];
      for (const role of MANAGERS) managers.push(...(await this.people.list({ role })));
      await this.journal.append(actor, {
        stream: 'daily-register-alarm',
        streamId: registerId,
        type: DAY_LATE,
        payload: { day, dueOn, personIds: [...new Set(managers.map(({ id }) => id))] },
      });
    });
    this.logger.error({ alarm: 'DAILY_REGISTER_LATE', registerId, day, dueOn }, 'a daily register is late');
  }
}
