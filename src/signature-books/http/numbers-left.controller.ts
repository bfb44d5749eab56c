import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { idSchema } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { NumbersLeft } from '../application/numbers-left';
import { actsKeep } from '../signature-books.permissions';

const numbersLeftView = z.object({
  items: z.array(
    z.object({
      registrationId: idSchema,
      requestId: idSchema,
      subject: z.string(),
      register: z.string(),
      isProtocol: z.boolean(),
      number: z.string(),
      registeredOn: z.iso.date(),
      outcome: z.string(),
      revision: z.number().int(),
    }),
  ),
});
export type NumbersLeftView = z.infer<typeof numbersLeftView>;

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
