import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { isCertain } from '../../domain/duplicates/likeness';
import type { RegisteredFile } from '../../domain/registration';
import type { DocumentToRegister } from '../document-to-register';
import { Registrations } from '../registrations';
import { FindDuplicates } from './find-duplicates';
import { traceOf } from './trace-of';

/** What is certainly registered already and was not shown to the operator. */
@Injectable()
export class UnseenDuplicates {
  constructor(
    private readonly database: Database,
    private readonly duplicates: FindDuplicates,
    private readonly registrations: Registrations,
  ) {}

  /** Their numbers; none for what is asked again under its key: the answer is the number that it has. */
  async of(
    actor: Actor,
    document: DocumentToRegister,
    files: readonly RegisteredFile[],
    key: string,
  ): Promise<string[]> {
    const hashes = files.flatMap(({ sha256 }) => sha256 ?? []);
    const likely = await this.duplicates.execute(actor, traceOf(document, hashes));
    // Asked after the search: what another hand has registered under this key meanwhile is no double of itself.
    const known = await this.database.transaction(actor, () => this.registrations.byKey(actor.aooId, key));
    if (known) return [];
    const unseen = likely.filter(
      (each) => isCertain(each) && !document.duplicatesSeen.includes(each.registrationId),
    );
    return this.database.transaction(actor, async () => {
      const shown = await this.registrations.openable(
        actor,
        unseen.map(({ registrationId }) => registrationId),
      );
      return [...shown.values()].map(({ number, year }) => `${number}/${year}`);
    });
  }
}
