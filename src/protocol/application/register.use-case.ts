import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { isTaxCode } from '../../organisation';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { isBodyTaxCode } from '../domain/body-tax-code';
import { correspondentsOf, whatIsWrong } from '../domain/completeness';
import { protocolRefusals } from '../domain/protocol.refusals';
import type { RegisterCommand, RegisteredNumber } from '../domain/registration';
import { Numbering } from './numbering/numbering';
import { ReadRegisterFacts } from './register-facts';
import { Registrations } from './registrations';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Gives a document its number (DPR 445/2000 art. 53): all that the registration needs is checked first, then the number
 * comes with everything it brings in one transaction, or not at all. Calling it inside an open transaction is a fault:
 * rolled back by its caller, the number would be a gap, or known to somebody before it exists.
 */
@Injectable()
export class Register {
  constructor(
    private readonly database: Database,
    private readonly facts: ReadRegisterFacts,
    private readonly numbering: Numbering,
    private readonly registrations: Registrations,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: RegisterCommand): Promise<Result<RegisteredNumber>> {
    if (this.database.isInTransaction())
      throw new Error('a number is registered in a transaction of its own, never inside another');
    const wrong = whatIsWrong(command) ?? wrongTaxCode(command) ?? this.wrongArrival(command);
    if (wrong) return refuse(wrong);
    const facts = await this.facts.of(actor.bodyId, command.aooId, command.registerId);
    if (!facts) return refuse(protocolRefusals.REGISTER_UNKNOWN());
    if (!facts.plan.has(command.classificationCode)) return this.withoutClassification(actor, command);
    return this.numbering.register({ actor, command, facts });
  }

  /** The plan may have changed since the key got its number: then it keeps it. */
  private async withoutClassification(
    actor: Actor,
    command: RegisterCommand,
  ): Promise<Result<RegisteredNumber>> {
    const earlier = await this.database.transaction(actor, () =>
      this.registrations.byKey(command.aooId, command.key),
    );
    return earlier
      ? accept(earlier)
      : refuse(protocolRefusals.CLASSIFICATION_UNKNOWN({ code: command.classificationCode }));
  }

  /** Days are real and past; deferral is of what came before today, with its motive (the "protocollo differito"). */
  private wrongArrival({ receivedOn, senderReferenceDate, deferral }: RegisterCommand): Refusal | null {
    const today = legalDate(this.clock.now());
    const wrong = [receivedOn, senderReferenceDate].find(
      (day) => day !== undefined && !isDayUpTo(day, today),
    );
    if (wrong !== undefined) return protocolRefusals.RECEIVED_ON_WRONG({ receivedOn: wrong });
    const isComplete = receivedOn !== undefined && receivedOn < today;
    return deferral && !isComplete ? protocolRefusals.DEFERRAL_INCOMPLETE() : null;
  }
}

function isDayUpTo(day: string, today: string): boolean {
  return DATE.test(day) && !Number.isNaN(Date.parse(day)) && day <= today;
}

/** Sixteen characters of a person or a sole trader, eleven digits of the others and of provisional codes. */
function wrongTaxCode(command: RegisterCommand): Refusal | null {
  const wrong = correspondentsOf(command).find(
    ({ kind, taxCode }) =>
      taxCode !== undefined && !isBodyTaxCode(taxCode) && (kind === 'PUBLIC_BODY' || !isTaxCode(taxCode)),
  );
  return wrong ? protocolRefusals.TAX_CODE_WRONG({ name: wrong.name }) : null;
}
