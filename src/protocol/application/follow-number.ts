import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { correspondentsOf } from '../domain/completeness';
import { BESIDE_DOUBLES, REGISTRATION_STREAM } from '../domain/registration-committed';
import { MoveArrival } from './arrivals/move-arrival.use-case';
import { KeepCorrespondents } from './correspondents/keep-correspondents.use-case';
import type { DocumentToRegister } from './document-to-register';

/** What the desk writes down once a number is there; none of it is a datum of the register, and twice is as once. */
@Injectable()
export class FollowNumber {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly moves: MoveArrival,
    private readonly correspondents: KeepCorrespondents,
  ) {}

  async execute(actor: Actor, registrationId: string, document: DocumentToRegister): Promise<void> {
    const { arrivalId, duplicatesSeen, reserved } = document;
    await this.noteCircumstance(actor, registrationId, document);
    // Whom a reserved entry names is proposed to nobody.
    if (reserved === undefined) await this.correspondents.remember(actor, correspondentsOf(document));
    if (arrivalId !== undefined) await this.moves.noteNumber(actor, arrivalId, registrationId);
    if (duplicatesSeen.length > 0) await this.noteDoubles(actor, registrationId, duplicatesSeen);
  }

  /** What proposals and rules look at later; once, also when it is asked again. */
  private async noteCircumstance(
    actor: Actor,
    registrationId: string,
    { arrivalId, documentType }: DocumentToRegister,
  ): Promise<void> {
    await this.database.transaction(actor, () =>
      this.database.query(
        `INSERT INTO registration_circumstance (registration_id, body_id, document_type, mailbox, arrival_id)
         VALUES ($1, $2, $3, (SELECT hints->>'mailbox' FROM arrival WHERE id = $4), $4) ON CONFLICT DO NOTHING`,
        [registrationId, actor.bodyId, documentType ?? null, arrivalId ?? null],
      ),
    );
  }

  /** The choice to register beside likely doubles is kept in the entry's own stream; once, also when it is asked again. */
  private async noteDoubles(
    actor: Actor,
    registrationId: string,
    duplicates: readonly string[],
  ): Promise<void> {
    await this.database.transaction(actor, async () => {
      const [noted] = await this.database.query(
        'SELECT 1 FROM journal_entry WHERE stream = $1 AND stream_id = $2 AND type = $3',
        [REGISTRATION_STREAM, registrationId, BESIDE_DOUBLES],
      );
      if (noted !== undefined) return;
      await this.journal.append(actor, {
        stream: REGISTRATION_STREAM,
        streamId: registrationId,
        type: BESIDE_DOUBLES,
        payload: { registrationId, duplicates: [...duplicates] },
      });
    });
  }
}
