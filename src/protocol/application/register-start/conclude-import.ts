import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Refusal } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { systemActor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { IMPORT_LOADED, IMPORT_REFUSED } from '../../domain/register-start/register-import';
import { RegisterImportRow } from '../../infrastructure/register-start/register-start.rows';
import { ImportMoves } from './import-moves';
import { ReadFindings } from './read-findings';

/** Says what an import has brought and what it lacks, once everything is read; its entries are found from now on. */
@Injectable()
export class ConcludeImport {
  constructor(
    private readonly database: Database,
    private readonly moves: ImportMoves,
    private readonly findings: ReadFindings,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ id, bodyId, aooId, registerId }: RegisterImportRow): Promise<void> {
    const actor = systemActor(bodyId, aooId);
    const { report, list } = await this.database.transaction(actor, () =>
      this.findings.of({ importId: id, registerId }),
    );
    const { sha256 } = await this.store.put(Readable.from(list));
    await this.database.transaction(actor, () =>
      this.moves.move(actor, id, {
        action: 'conclude',
        type: IMPORT_LOADED,
        change: { report, findingsSha256: sha256, loadedAt: this.clock.now() },
        payload: { lines: report.lines, taken: report.taken, findingsSha256: sha256 },
      }),
    );
  }

  /** What was loaded of it is taken away afterwards. */
  async refuse({ id, bodyId, aooId }: RegisterImportRow, refusal: Refusal): Promise<void> {
    const actor = systemActor(bodyId, aooId);
    await this.database.transaction(actor, () =>
      this.moves.move(actor, id, {
        action: 'refuse',
        type: IMPORT_REFUSED,
        change: { refusal, leaseUntil: null },
        payload: { code: refusal.code },
      }),
    );
  }
}
