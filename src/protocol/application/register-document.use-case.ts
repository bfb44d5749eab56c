import { Injectable } from '@nestjs/common';
import { isRefused, newId, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { keyOfArrival } from '../domain/arrivals/arrival';
import { isAnnulled } from '../domain/annulment';
import { annulmentRefusals } from '../domain/annulment.refusals';
import { protocolRefusals } from '../domain/protocol.refusals';
import type { RegisteredNumber } from '../domain/registration';
import type { DocumentToRegister } from './document-to-register';
import { UnseenDuplicates } from './duplicates/unseen-duplicates';
import { FollowNumber } from './follow-number';
import { GatherFiles } from './gather-files';
import { Registrations } from './registrations';
import { Register } from './register.use-case';

/** Registers what stands at the desk of a protocol operator: incoming, outgoing or internal, files or paper. */
@Injectable()
export class RegisterDocument {
  constructor(
    private readonly database: Database,
    private readonly gather: GatherFiles,
    private readonly duplicates: UnseenDuplicates,
    private readonly register: Register,
    private readonly follow: FollowNumber,
    private readonly registrations: Registrations,
  ) {}

  /** `clientKey`: the client's own idempotency key; a repeat after a crash gets the number that the first try got. */
  async execute(
    actor: Actor,
    document: DocumentToRegister,
    clientKey: string | null,
  ): Promise<Result<RegisteredNumber>> {
    const {
      arrivalId,
      annexes: _annexes,
      paper: _paper,
      sha256: _sha256,
      documentId: _documentId,
      ...rest
    } = document;
    const { duplicatesSeen: _seen, onDuplicates, documentType: _type, ...stated } = rest;
    const files = await this.gather.of(actor, document);
    if (!files.ok) return files;
    if (stated.againOf !== undefined && !(await this.mayBeAgain(actor, stated.againOf)))
      return refuse(annulmentRefusals.AGAIN_NOT_ANNULLED());
    const key =
      arrivalId === undefined
        ? `desk:${actor.personId ?? ''}:${clientKey ?? newId()}`
        : keyOfArrival(arrivalId);
    const numbers = onDuplicates === 'ASK' ? await this.duplicates.of(actor, document, files.value, key) : [];
    if (numbers.length > 0) return refuse(protocolRefusals.LIKELY_DUPLICATE({ numbers }));
    const outcome = await this.register.execute(actor, {
      ...stated,
      key,
      aooId: actor.aooId,
      files: files.value,
      operatorId: actor.personId,
      officeId: actor.officeIds[0] ?? null,
    });
    if (!isRefused(outcome)) await this.follow.execute(actor, outcome.value.registrationId, document);
    return outcome;
  }

  private async mayBeAgain(actor: Actor, annulledId: string): Promise<boolean> {
    const entry = await this.database.transaction(actor, () =>
      this.registrations.entryFor(actor, annulledId),
    );
    return entry !== null && isAnnulled(entry.annulments) && entry.againId === null;
  }
}
