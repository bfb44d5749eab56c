import { Inject, Injectable } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { People, Seals, Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import { systemActor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { IMPORT_SEALED } from '../../domain/register-start/register-import';
import { importReportPdf, type ReportedImport } from '../../infrastructure/register-start/import-report-pdf';
import { RegisterImportRow } from '../../infrastructure/register-start/register-start.rows';
import { ImportMoves } from './import-moves';

/** Writes the report of an import for people, with the body's seal. */
@Injectable()
export class SealImport {
  constructor(
    private readonly database: Database,
    private readonly moves: ImportMoves,
    private readonly people: People,
    private readonly structure: Structure,
    private readonly seals: Seals,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** Refused while the seal is away: the import stands, and is sealed later. */
  async execute(bodyId: string, aooId: string, id: string): Promise<Result<null>> {
    const actor = systemActor(bodyId, aooId);
    const reported = await this.database.transaction(actor, () => this.reported(id));
    const pdf = Buffer.from(await importReportPdf(reported));
    const sealed = await this.seals.sealPdf(actor, bufferSource(pdf), {
      purpose: 'register-import',
      about: id,
    });
    if (!sealed.ok) return sealed;
    const { sha256 } = await this.store.put(Buffer.concat([pdf, sealed.value.increment]));
    await this.database.transaction(actor, () =>
      this.moves.move(actor, id, {
        action: 'seal',
        type: IMPORT_SEALED,
        change: { reportSha256: sha256 },
        payload: { reportSha256: sha256, level: sealed.value.level },
      }),
    );
    return accept(null);
  }

  private async reported(id: string): Promise<ReportedImport> {
    const row = await this.database.rows(RegisterImportRow).findOneByOrFail({ id });
    const { bodyId, aooId, registerId, report, findingsSha256, loadedAt } = row;
    if (!report || findingsSha256 === null || !loadedAt) throw new Error('an import without a report');
    const operator = (await this.people.find([row.importedBy])).get(row.importedBy);
    const register = await this.structure.register(aooId, registerId);
    const aoo = await this.structure.aooIdentity(bodyId, aooId);
    return {
      aoo: `${aoo.bodyName} · ${aoo.aooName}`,
      register: register?.code ?? '',
      fileName: row.fileName,
      fileSha256: row.fileSha256,
      findingsSha256,
      operator: operator?.fullName ?? '',
      at: loadedAt,
      report,
    };
  }
}
