import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { Journal, type JournalPayload } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { REGISTRATION_STREAM } from '../domain/registration-committed';

const LOCK = 7_281_945;

/**
 * What happens to an entry after its number. The entry has no version to check, for it never changes: whoever adds to
 * its stream holds its lock to the end of the unit of work.
 */
@Injectable()
export class RegistrationStream {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  async lock(registrationId: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [LOCK, registrationId]);
  }

  /** Call `lock` first. */
  async append(
    actor: Actor,
    registrationId: string,
    entry: { readonly type: string; readonly payload: JournalPayload },
  ): Promise<void> {
    await this.journal.append(actor, {
      stream: REGISTRATION_STREAM,
      streamId: registrationId,
      type: entry.type,
      payload: { registrationId, ...entry.payload },
    });
  }
}
