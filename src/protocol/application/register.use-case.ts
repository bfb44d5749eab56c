import { Injectable } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import type { RegisterCommand, RegisteredNumber } from '../domain/registration';

/** Gives a document its number. A transaction of its own: calling it inside an open one is a fault. */
@Injectable()
export class Register {
  constructor(private readonly database: Database) {}

  async execute(_actor: Actor, _command: RegisterCommand): Promise<Result<RegisteredNumber>> {
    if (this.database.isInTransaction())
      throw new Error('a number is registered in a transaction of its own, never inside another');
    await Promise.resolve();
    throw new Error('the register is not open yet');
  }
}
