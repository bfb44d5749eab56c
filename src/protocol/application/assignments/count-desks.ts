import { Injectable } from '@nestjs/common';
import { type Actor, holds } from '../../../platform/identity';
import { protocolFile, protocolRegister } from '../../protocol.permissions';
import { Arrivals } from '../arrivals/arrivals';
import { FilingDesk } from '../case-files/filing-desk';
import { Assignments } from './assignments';

const COUNTED = 100;

/** The badges of the protocol’s desks; nothing is counted that the person may not open. */
@Injectable()
export class CountDesks {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly assignments: Assignments,
    private readonly filing: FilingDesk,
  ) {}

  async execute(actor: Actor) {
    const page = { limit: COUNTED, after: null };
    const arrivals = holds(actor, protocolRegister) ? await this.arrivals.list(actor, 'WAITING', page) : null;
    const unfiled = holds(actor, protocolFile)
      ? await this.filing.list(actor, { limit: COUNTED, after: null, officeId: null })
      : null;
    return {
      arrivals: arrivals?.items.length ?? 0,
      assignments: await this.assignments.waiting(actor),
      unfiled: unfiled?.items.length ?? 0,
    };
  }
}
