import type { Actor } from '../../../platform/identity';
import type { RegisterCommand } from '../../domain/registration';
import type { RegisterKey } from '../../domain/registration-entry';
import type { RegisterFacts } from '../register-facts';

/** A registration that lacks nothing but its number. Carries its own actor: the batch that numbers it has none. */
export interface NumberingRequest {
  readonly actor: Actor;
  readonly command: RegisterCommand;
  readonly facts: RegisterFacts;
}

export function registerOf({ actor, command, facts }: NumberingRequest): RegisterKey {
  return { bodyId: actor.bodyId, aooId: command.aooId, registerId: facts.register.id };
}
