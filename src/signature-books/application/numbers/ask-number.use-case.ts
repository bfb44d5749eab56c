import { Inject, Injectable } from '@nestjs/common';
import { type Clock, isRefused, type Refusal } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { Register, type RegisterCommand } from '../../../protocol';
import { PROTOCOL, registersOwed } from '../../domain/registers-wanted';
import { Dossiers } from '../../infrastructure/dossiers';
import { SigningRequests } from '../../infrastructure/signing-requests';
import { NumberIntents } from './number-intents';

/**
 * Asks registers for numbers (order A: signed, hashed, then numbered). Outside any transaction of ours: a number exists
 * when the protocol has committed it, and comes back as its own event.
 */
@Injectable()
export class AskNumber {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly dossiers: Dossiers,
    private readonly intents: NumberIntents,
    private readonly register: Register,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every number that the act still owes when its route is complete; the first that is refused blocks the act. */
  async execute(system: Actor, requestId: string, revision: number): Promise<void> {
    const commands = await this.database.transaction(system, () => this.owed(system, requestId, revision));
    for (const command of commands) {
      const refusal = await this.ask(system, command);
      if (refusal) return this.block({ ...system, aooId: command.aooId }, requestId, refusal.code);
    }
  }

  /** The number of one automatic step. Null: it is on its way, or not asked for any more. */
  async forStep(system: Actor, requestId: string, stepId: string): Promise<Refusal | null> {
    const command = await this.database.transaction(system, async () => {
      const open = await this.dossiers.lock(requestId);
      const step = open?.dossier.steps.find((own) => own.id === stepId);
      if (!open || step?.state !== 'OPEN' || step.outcome) return null;
      const register = step.register ?? PROTOCOL;
      const intent = await this.intents.write(open, { register, stepId, againOf: null });
      return this.intents.command(open.row, intent);
    });
    return command && this.ask(system, command);
  }

  /** From here on a number may exist: the request is marked under its lock, and nobody takes the act back any more. */
  private async owed(system: Actor, requestId: string, revision: number): Promise<RegisterCommand[]> {
    const open = await this.dossiers.lock(requestId);
    const request = open?.row;
    if (!open || request?.revision !== revision || !request.registration) return [];
    const again = open.dossier.numbers.filter(
      (own) => own.againOf !== null && own.againOf === request.registrationId && own.registrationId === null,
    );
    const isFree = request.state === 'SIGNED' || (request.state === 'ARCHIVED' && request.numberWanted);
    const repeated = new Set(again.map((own) => own.register));
    const owed = isFree ? registersOwed(request, open.dossier.numbers) : [];
    const first = owed.filter((register) => !repeated.has(register));
    const intents = [...again];
    for (const register of first)
      intents.push(await this.intents.write(open, { register, stepId: null, againOf: null }));
    const commands: RegisterCommand[] = [];
    for (const intent of intents) commands.push(await this.intents.command(request, intent));
    if (!request.numberingAsked && commands.length > 0)
      await this.requests.note(
        system,
        request,
        { type: 'signing-request.number-asked' },
        { numberingAsked: true },
      );
    return commands;
  }

  private async ask(system: Actor, command: RegisterCommand): Promise<Refusal | null> {
    const outcome = await this.register.execute({ ...system, aooId: command.aooId }, command);
    return isRefused(outcome) ? outcome.refusal : null;
  }

  /** A refusal of the protocol is no state: it stands on the clerk's desk, and the act stays signed. */
  private async block(actor: Actor, requestId: string, code: string): Promise<void> {
    await this.database.transaction(actor, async () => {
      const request = await this.requests.lock(requestId);
      if (!request || (request.registrationId && !request.annulledAt)) return;
      if (request.blockedCode === code && !request.numberingAsked) return;
      await this.requests.note(
        actor,
        request,
        { type: 'signing-request.blocked', payload: { code } },
        {
          blockedCode: code,
          blockedSince: this.clock.now(),
          numberingAsked: false,
        },
      );
    });
  }
}
