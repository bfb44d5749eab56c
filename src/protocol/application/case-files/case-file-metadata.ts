import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { People, Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { caseFileCode } from '../../domain/case-files/case-file';
import { caseFilesRefusals } from '../../domain/case-files/case-files.refusals';
import { mayOpen } from '../../domain/reader';
import { numberText } from '../../domain/registration-number';
import {
  aggregationXml,
  type IndexedDocument,
  type IndexedOffice,
} from '../../infrastructure/case-files/aggregation-xml';
import { CaseFileContentRow, CaseFileRow } from '../../infrastructure/case-files/case-file.rows';
import type { FoundRegistration } from '../../infrastructure/found-entries';
import { readerOf } from '../reader-of';
import { Registrations } from '../registrations';
import { CaseFiles } from './case-files';

/** The metadata of Allegato 5 of a case file or series, for whoever may open it; of its documents those that he may open. */
@Injectable()
export class CaseFileMetadata {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly registrations: Registrations,
    private readonly people: People,
    private readonly structure: Structure,
  ) {}

  async xml(actor: Actor, id: string): Promise<Result<{ readonly fileName: string; readonly xml: string }>> {
    return this.database.transaction(actor, async () => {
      const row = await this.files.rowFor(actor, id);
      if (!row) return refuse(caseFilesRefusals.NOT_FOUND());
      const parent =
        row.parentId === null
          ? null
          : await this.database.rows(CaseFileRow).findOneByOrFail({ id: row.parentId });
      const responsible = row.responsibleId && (await this.people.find([row.responsibleId]));
      const code = caseFileCode(row, parent);
      const xml = aggregationXml({
        ...row,
        code,
        owner: await this.ownerOf(row),
        responsible: (responsible && responsible.get(row.responsibleId ?? '')) || null,
        classification: await this.classOf(row),
        documents: await this.documentsOf(actor, id),
        parent: parent && { kind: parent.kind, code: caseFileCode(parent, null) },
      });
      return accept({ fileName: `fascicolo-${code.replaceAll('/', '-')}.xml`, xml });
    });
  }

  private async ownerOf({ bodyId, aooId, officeId }: CaseFileRow): Promise<IndexedOffice> {
    const { bodyName, bodyIpaCode, aooName, aooCode, mailbox } = await this.structure.aooIdentity(
      bodyId,
      aooId,
    );
    return {
      bodyName,
      bodyCode: bodyIpaCode,
      aooName,
      aooCode,
      office: officeId === null ? null : await this.structure.officeIdentity(officeId),
      address: mailbox ?? '',
    };
  }

  private async classOf({ aooId, classificationCode: code }: CaseFileRow) {
    const plan = await this.structure.classificationPlan(aooId);
    return { code, title: plan.find((entry) => entry.code === code)?.title ?? code };
  }

  private async documentsOf(actor: Actor, caseFileId: string): Promise<IndexedDocument[]> {
    const rows = await this.database
      .rows(CaseFileContentRow)
      .find({ where: { caseFileId }, order: { filedAt: 'ASC', registrationId: 'ASC' } });
    const reader = readerOf(actor);
    const entries = new Map(
      (await this.registrations.entriesOf(rows.map(({ registrationId }) => registrationId)))
        .filter((entry) => mayOpen(reader, entry))
        .map((entry) => [entry.id, entry]),
    );
    return rows.flatMap(({ registrationId }) => {
      const entry = entries.get(registrationId);
      return entry ? [indexedDocument(entry)] : [];
    });
  }
}

function indexedDocument(entry: FoundRegistration): IndexedDocument {
  const main = entry.files?.find(({ role }) => role === 'MAIN');
  const number = numberText(entry.number);
  const sha256 = entry.completedSha256 ?? main?.hash ?? null;
  return {
    kind: sha256 === null ? 'DocumentoAmministrativoAnalogico' : 'DocumentoAmministrativoInformatico',
    code: entry.id,
    segnatura: `${entry.names?.bodyCode ?? ''}/${entry.names?.aooCode ?? ''}/${entry.registerCode}/${entry.year}/${number}`,
    sha256,
  };
}
