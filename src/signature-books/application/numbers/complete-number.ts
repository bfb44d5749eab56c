import { Injectable } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import type { Actor } from '../../../platform/identity';
import { CompleteRegistration } from '../../../protocol';
import type { SigningItemRow } from '../../infrastructure/batch.rows';
import type { JudgedFile } from '../signatures/embed-signature';
import { PrintedNumbers } from './printed-numbers';

/** Order B: the number that the act prints is given its final bytes, whatever the verdict on the signature will be. */
@Injectable()
export class CompleteNumber {
  constructor(
    private readonly numbers: PrintedNumbers,
    private readonly register: CompleteRegistration,
  ) {}

  async execute(system: Actor, item: SigningItemRow, made: JudgedFile): Promise<Result<JudgedFile>> {
    const registrationId = item.numberId && (await this.numbers.registrationOf(item.numberId));
    if (!registrationId) return accept(made);
    const completed = await this.register.execute(system, registrationId, {
      ...made.file,
      documentVersionId: null,
    });
    if (completed.ok) return accept(made);
    await this.numbers.leave(system, item);
    return completed;
  }
}
