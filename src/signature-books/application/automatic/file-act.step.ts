import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { FileRegistrations } from '../../../protocol';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SigningRequestRow } from '../../infrastructure/request.rows';
import type { AutomaticStep, AutomaticWork, Made } from './automatic-step.port';

const ALREADY_FILED = 'CASE_FILES_ALREADY_FILED';

/** The numbered act is put into the yearly series of its class (DPR 445/2000 art. 64): from there a clerk may file it better. */
@Injectable()
export class FileActStep implements AutomaticStep {
  readonly kind = 'FILE';

  constructor(
    private readonly database: Database,
    private readonly filing: FileRegistrations,
  ) {}

  /** Filed already, by a rule, a clerk or an earlier try: the step is done. */
  async perform(system: Actor, { requestId }: AutomaticWork): Promise<Result<Made>> {
    const { registrationId, aooId } = await this.database.transaction(system, () =>
      this.database.rows(SigningRequestRow).findOneByOrFail({ id: requestId }),
    );
    if (!registrationId) return refuse(refusals.NO_NUMBER_YET());
    const clerk: Actor = { ...system, aooId, roles: ['protocol-operator'] };
    const filed = await this.filing.fileIntoYearlySeries(clerk, [registrationId]);
    return filed.ok || filed.refusal.code === ALREADY_FILED ? accept({ outcome: { registrationId } }) : filed;
  }
}
