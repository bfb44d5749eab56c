import { Controller, Get } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { NumbersLeft } from '../application/numbers/numbers-left';
import { actsKeep } from '../signature-books.permissions';
import type { NumbersLeftView } from './numbers-left.schema';

/** Numbers whose act was returned, recalled or expired after it had been numbered. */
@Controller('numbers-left')
@Allow(actsKeep)
export class NumbersLeftController {
  constructor(private readonly numbers: NumbersLeft) {}

  @Get()
  async list(@CurrentActor() actor: Actor): Promise<NumbersLeftView> {
    return { items: await this.numbers.list(actor) };
  }
}
