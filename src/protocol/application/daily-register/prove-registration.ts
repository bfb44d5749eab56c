import { Injectable } from '@nestjs/common';
import { accept, inclusionProof, refuse, type Result, sha256 } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { dailyRefusals } from '../../domain/daily-register.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { canonicalRegistration } from '../../domain/registration-hash';
import { DailyRegisterRow, DailyRegisterTimestampRow } from '../../infrastructure/daily-register.rows';
import { Registrations } from '../registrations';
import { DayEntries, leavesOf } from './day-entries';

export const PROOF_FORM = 'registration-proof/1';

/**
 * That one registration is in the register of its day, in a form that a script without our server, and without any
 * library, verifies: the entry itself, its salted leaf, the way up to the day's root, the time-stamp over the root.
 */
@Injectable()
export class ProveRegistration {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly entries: DayEntries,
  ) {}

  async execute(actor: Actor, id: string): Promise<Result<object>> {
    return this.database.transaction(actor, async () => {
      const found = await this.registrations.entryFor(actor, id);
      if (!found) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const day = await this.database
        .rows(DailyRegisterRow)
        .findOneBy({ registerId: found.registerId, day: found.registeredOn });
      if (!day) return refuse(dailyRefusals.DAY_NOT_CLOSED());
      const before = { year: found.year, number: (day.firstNumber ?? 1) - 1 };
      const entries = await this.entries.of(found, day.day, before);
      const position = entries.findIndex((entry) => entry.id === id);
      const entry = entries[position];
      if (!entry) throw new Error(`registration ${id} is not in the register of its day`);
      const stamp = await this.database
        .rows(DailyRegisterTimestampRow)
        .findOneBy({ dailyRegisterId: day.id });
      return accept({
        form: PROOF_FORM,
        registration: canonicalRegistration(entry),
        hash: entry.hash.toString('hex'),
        salt: entry.salt.toString('hex'),
        path: inclusionProof(sha256, leavesOf(entries), position).map(({ side, hash }) => ({
          side,
          hash: hash.toString('hex'),
        })),
        dailyRegister: day.identifier,
        root: day.merkleRoot.toString('hex'),
        timestamp: stamp ? stamp.token.toString('base64') : null,
      });
    });
  }
}
