import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, legalYear, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { registerStartRefusals } from '../../domain/register-start/register-start.refusals';
import { RegisterPlace } from './register-place';

export interface OpenRegisterCommand {
  readonly registerId?: string | undefined;
  readonly firstNumber: number;
  readonly actReference: string;
  readonly actDate: string;
}

/**
 * Opens a register in mid-year at the number that follows the old one, by the act that closes it. It may be decided
 * again until the first number is given: then it stands for ever.
 */
@Injectable()
export class OpenRegister {
  constructor(
    private readonly database: Database,
    private readonly place: RegisterPlace,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { registerId, ...command }: OpenRegisterCommand): Promise<Result<null>> {
    const decidedAt = this.clock.now();
    if (command.actDate > legalDate(decidedAt)) return refuse(registerStartRefusals.OPENING_YEAR_WRONG());
    return this.database.transaction(actor, async () => {
      const found = await this.place.find(actor, registerId);
      if (!found.ok) return found;
      const { code: _code, name: _name, ...key } = found.value;
      const held = await this.place.holdUnnumbered(key);
      if (!held.ok) return held;
      const year = legalYear(decidedAt);
      const highest = await this.place.highestImported(key, year);
      if (highest !== null && command.firstNumber <= highest)
        return refuse(registerStartRefusals.OPENING_TOO_LOW({ highest }));
      await this.place.open(actor, key, { year, ...command, decidedAt });
      return accept(null);
    });
  }
}
