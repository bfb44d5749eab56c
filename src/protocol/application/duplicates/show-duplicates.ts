import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { Correspondent, Direction } from '../../domain/registration';
import { Arrivals } from '../arrivals/arrivals';
import { Registrations } from '../registrations';
import { FindDuplicates } from './find-duplicates';
import { traceOf } from './trace-of';

export interface AboutToRegister {
  readonly arrivalId?: string;
  readonly direction: Direction;
  readonly subject: string;
  readonly sender: Correspondent | null;
  readonly recipients: readonly Correspondent[];
  readonly messageId?: string;
  readonly senderReference?: string;
  readonly hashes: readonly string[];
}

/** The radar at the desk: what is likely to be registered already, with a link to each, before a number is taken. */
@Injectable()
export class ShowDuplicates {
  constructor(
    private readonly database: Database,
    private readonly arrivals: Arrivals,
    private readonly duplicates: FindDuplicates,
    private readonly registrations: Registrations,
  ) {}

  async execute(actor: Actor, about: AboutToRegister) {
    const arrived = await this.hashesOf(actor, about.arrivalId);
    const likely = await this.duplicates.execute(actor, traceOf(about, [...about.hashes, ...arrived]));
    return this.database.transaction(actor, async () => {
      const shown = await this.registrations.openable(
        actor,
        likely.map(({ registrationId }) => registrationId),
      );
      return likely.flatMap(({ registrationId, reasons }) => {
        const registration = shown.get(registrationId);
        return registration ? [{ reasons, registration }] : [];
      });
    });
  }

  private async hashesOf(actor: Actor, arrivalId: string | undefined): Promise<string[]> {
    if (arrivalId === undefined) return [];
    return this.database.transaction(actor, async () => {
      const row = await this.arrivals.rowOf(actor, arrivalId);
      return row ? (await this.arrivals.filesOf(arrivalId)).map(({ document }) => document.sha256) : [];
    });
  }
}
