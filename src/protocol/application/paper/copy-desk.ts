import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { RegistrationCopyRow } from '../../infrastructure/paper/registration-copy.row';
import { RegistrationStream } from '../registration-stream';
import { Registrations } from '../registrations';

export const COPY_JOINED = 'registration.image-copy-joined';

/** What is joined to an entry, for whoever may open it; inside the caller's unit of work. */
@Injectable()
export class CopyDesk {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly stream: RegistrationStream,
  ) {}

  /** What a document of the entry is made of; null where the reader may not open the entry, or there is none there. */
  async mediumFor(actor: Actor, registrationId: string, position: number) {
    await this.stream.lock(registrationId);
    const entry = await this.registrations.entryFor(actor, registrationId);
    return entry?.files?.[position]?.medium ?? null;
  }

  async append(actor: Actor, row: RegistrationCopyRow): Promise<void> {
    await this.database.rows(RegistrationCopyRow).insert(row);
    await this.stream.append(actor, row.registrationId, {
      type: COPY_JOINED,
      payload: { copyId: row.id, position: row.position, sha256: row.sha256.toString('hex') },
    });
  }

  async list(actor: Actor, registrationId: string): Promise<Result<readonly RegistrationCopyRow[]>> {
    return this.database.transaction(actor, async () => {
      if (!(await this.registrations.entryFor(actor, registrationId)))
        return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      return accept(
        await this.database
          .rows(RegistrationCopyRow)
          .find({ where: { registrationId }, order: { id: 'ASC' } }),
      );
    });
  }
}
