import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { Registrations } from '../../../protocol';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SigningRequestRow } from '../../infrastructure/request.rows';
import type { AutomaticStep, AutomaticWork, Made } from './automatic-step.port';

/** The segnatura of the number that the act bears by now, kept as a file (DPR 445/2000 art. 55). */
@Injectable()
export class RenderSegnaturaStep implements AutomaticStep {
  readonly kind = 'SEGNATURA';

  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  async perform(system: Actor, { requestId }: AutomaticWork): Promise<Result<Made>> {
    const rendered = await this.database.transaction(system, async () => {
      const request = await this.database.rows(SigningRequestRow).findOneBy({ id: requestId });
      const registrationId = request?.registrationId;
      const xml = registrationId ? await this.registrations.segnaturaOf(registrationId) : null;
      return xml && registrationId ? { xml, registrationId } : null;
    });
    if (!rendered) return refuse(refusals.NO_NUMBER_YET());
    const { sha256, size } = await this.store.put(Buffer.from(rendered.xml, 'utf8'));
    const { registrationId } = rendered;
    return accept({ outcome: { registrationId, fileName: 'segnatura.xml', sha256, size } });
  }
}
