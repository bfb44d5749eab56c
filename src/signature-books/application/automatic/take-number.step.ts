import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { Actor } from '../../../platform/identity';
import { AskNumber } from '../numbers/ask-number.use-case';
import type { AutomaticStep, AutomaticWork } from './automatic-step.port';

/** A number on the way: what is signed or endorsed after it works on a later version, and the numbered bytes stay. */
@Injectable()
export class TakeNumberStep implements AutomaticStep {
  readonly kind = 'NUMBER';

  constructor(private readonly ask: AskNumber) {}

  /** The number comes as the register's event, under the key of the step. */
  async perform(system: Actor, { requestId, stepId }: AutomaticWork): Promise<Result<null>> {
    const refusal = await this.ask.forStep(system, requestId, stepId);
    return refusal ? refuse(refusal) : accept(null);
  }
}
