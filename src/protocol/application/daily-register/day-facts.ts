import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { People, Structure } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { DayFacts } from '../../domain/daily-register';
import type { RegisterKey } from '../../domain/registration-entry';
import type { DailyRegisterRow } from '../../infrastructure/daily-register.rows';

/** Whose register it is and who answers for it, and how far the clocks were apart; inside the caller's unit of work. */
@Injectable()
export class ReadDayFacts {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(
    { bodyId, aooId, registerId }: RegisterKey,
    day: string,
    before: DailyRegisterRow | null,
    root: Buffer,
  ): Promise<DayFacts> {
    const identity = await this.structure.aooIdentity(bodyId, aooId);
    const register = await this.structure.register(aooId, registerId);
    const managers = await this.people.list({ role: 'records-manager' });
    const [manager] = managers;
    const [database] = await this.database.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    const now = this.clock.now();
    return {
      bodyCode: identity.bodyIpaCode,
      bodyName: identity.bodyName,
      aooCode: identity.aooCode,
      aooName: identity.aooName,
      registerCode: register?.code ?? '',
      day,
      progressive: before?.day.startsWith(day.slice(0, 4)) ? before.progressive + 1 : 1,
      closedAt: now.toISOString(),
      clockOffsetMs: clamp(now.getTime() - (database?.now ?? now).getTime()),
      manager: manager ? { name: manager.fullName, taxCode: manager.taxCode } : null,
      merkleRoot: root.toString('hex'),
    };
  }
}

function clamp(milliseconds: number): number {
  return Math.max(-2_147_483_648, Math.min(2_147_483_647, Math.round(milliseconds)));
}
