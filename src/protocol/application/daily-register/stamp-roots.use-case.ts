import { Inject, Injectable } from '@nestjs/common';
import { type Clock } from '@libro-firma/kernel';
import { httpTransport, timestampClient } from '@libro-firma/signature';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { LOGGER, type Logger } from '../../../platform/observability/logger';
import { DailyRegisterTimestampRow } from '../../infrastructure/daily-register.rows';
import { PROTOCOL_SETTINGS, type ProtocolSettings } from '../../protocol.settings';

interface Unstamped {
  readonly id: string;
  readonly body_id: string;
  readonly merkle_root: Buffer;
}

/** Has a time-stamping authority say when each day's root was there; what cannot be had now is asked for again. */
@Injectable()
export class StampRoots {
  constructor(
    private readonly database: Database,
    @Inject(PROTOCOL_SETTINGS) private readonly settings: ProtocolSettings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** How many roots were stamped; none where no authority is configured. */
  async execute(): Promise<number> {
    const url = this.settings.REGISTER_TSA_URL;
    if (url === undefined) return 0;
    const source = timestampClient({
      authorities: [{ url }],
      transport: httpTransport(),
      clock: this.clock,
    });
    const unstamped = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<Unstamped>('SELECT id, body_id, merkle_root FROM daily_registers_to_stamp()'),
    );
    let stamped = 0;
    for (const { id, body_id: bodyId, merkle_root: root } of unstamped) {
      const token = await source.stamp(root, 'sha256');
      if (!token.ok) {
        this.logger.warn({ code: token.refusal.code, dailyRegister: id }, 'a day’s root was not stamped');
        return stamped;
      }
      await this.database.transaction({ bodyId, personId: null }, () =>
        this.database
          .rows(DailyRegisterTimestampRow)
          .createQueryBuilder()
          .insert()
          .values({ dailyRegisterId: id, bodyId, token: token.value.der, stampedAt: this.clock.now() })
          .orIgnore()
          .execute(),
      );
      stamped += 1;
    }
    return stamped;
  }
}
