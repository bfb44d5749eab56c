import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { People } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { registerStartRefusals } from '../../domain/register-start/register-start.refusals';
import { RegisterImportRow } from '../../infrastructure/register-start/register-start.rows';
import { RegisterPlace } from './register-place';

const MOST_IMPORTS = 50;

export interface ImportFile {
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
}

/** How a register began: its imports, the act that opened it, whether it has numbers of its own by now. */
@Injectable()
export class RegisterStarts {
  constructor(
    private readonly database: Database,
    private readonly place: RegisterPlace,
    private readonly people: People,
  ) {}

  async find(actor: Actor, registerId?: string) {
    return this.database.transaction(actor, async () => {
      const found = await this.place.find(actor, registerId);
      if (!found.ok) return found;
      const { code, name, ...key } = found.value;
      const opening = await this.place.lastOpening(key);
      const imports = await this.database.rows(RegisterImportRow).find({
        where: { registerId: key.registerId },
        order: { id: 'DESC' },
        take: MOST_IMPORTS,
      });
      const people = await this.people.find(imports.map(({ importedBy }) => importedBy));
      return accept({
        register: { id: key.registerId, code, name },
        hasNumbers: await this.place.hasNumbers(key),
        opening: opening && {
          year: opening.year,
          firstNumber: opening.firstNumber,
          actReference: opening.actReference,
          actDate: opening.actDate,
        },
        imports: imports.map((row) => ({
          id: row.id,
          state: row.state,
          fileName: row.fileName,
          fileSha256: row.fileSha256,
          size: Number(row.size),
          linesDone: row.linesDone,
          taken: row.taken,
          refusal: row.refusal,
          report: row.report,
          hasReport: row.reportSha256 !== null,
          importedBy: people.get(row.importedBy)?.fullName ?? '',
          receivedAt: row.receivedAt.toISOString(),
        })),
      });
    });
  }

  /** The sealed report, or the list of all that it counts. */
  async file(actor: Actor, id: string, which: 'report' | 'findings'): Promise<Result<ImportFile>> {
    const row = await this.database.transaction(actor, () =>
      this.database.rows(RegisterImportRow).findOneBy({ id, aooId: actor.aooId }),
    );
    const sha256 = which === 'report' ? row?.reportSha256 : row?.findingsSha256;
    if (!sha256) return refuse(registerStartRefusals.IMPORT_NOT_FOUND());
    return accept(
      which === 'report'
        ? { sha256, fileName: 'rapporto-di-importazione.pdf', mediaType: 'application/pdf' }
        : { sha256, fileName: 'rilievi-di-importazione.csv', mediaType: 'text/csv; charset=utf-8' },
    );
  }
}
