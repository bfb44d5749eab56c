import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Documents, Plichi, type PlicoFile, withStoredSource } from '../../../documents';
import { Seals } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore, type StoredObject } from '../../../platform/storage';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { SigningRequestRow } from '../../infrastructure/request.rows';
import { grownFile } from '../signatures/grown-file';
import type { AutomaticStep, AutomaticWork, Made } from './automatic-step.port';

/** The seal of the AOO on the main document, as one more increment: what was signed or numbered stays its prefix. */
@Injectable()
export class SealActStep implements AutomaticStep {
  readonly kind = 'SEAL';

  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly plichi: Plichi,
    private readonly seals: Seals,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  async perform(system: Actor, { requestId, stepId }: AutomaticWork): Promise<Result<Made>> {
    const found = await this.database.transaction(system, async () => {
      const request = await this.database.rows(SigningRequestRow).findOneByOrFail({ id: requestId });
      const [main] = (await this.plichi.files([request])).get(request.plicoId) ?? [];
      return { aooId: request.aooId, main };
    });
    const { main, aooId } = found;
    if (main?.current.mediaType !== 'application/pdf')
      return refuse(refusals.ONLY_PDF_IS_SIGNED({ fileName: main?.current.fileName ?? '' }));
    return withStoredSource(this.store, main.current.sha256, async (source, path) => {
      const use = { purpose: 'act', about: stepId };
      const sealed = await this.seals.sealPdf({ ...system, aooId }, source, use);
      if (!sealed.ok) return sealed;
      const stored = await this.store.put(grownFile(path, source, sealed.value.increment));
      return accept({
        outcome: { sha256: stored.sha256, level: sealed.value.level, sealedFrom: main.current.sha256 },
        keep: () => this.keep(system, main, stored),
      });
    });
  }

  /** @throws when somebody signed the file meanwhile: the job is tried again and seals what it is then */
  private async keep(system: Actor, { id, current }: PlicoFile, stored: StoredObject): Promise<void> {
    const [versionId] = await this.plichi.growAll(system.bodyId, [
      { fileId: id, fromVersionId: current.versionId, ...stored },
    ]);
    if (!versionId) throw new Error(`file ${id} has grown while it was sealed`);
  }
}
