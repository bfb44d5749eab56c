import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, newId, refuse, type Refusal, type Result } from '@libro-firma/kernel';
import { isTaxCode, Structure } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal, type JournalPayload } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { isBodyTaxCode } from '../../domain/body-tax-code';
import {
  CASE_FILE_CHANGED,
  CASE_FILE_CLOSED,
  CASE_FILE_OPENED,
  CASE_FILE_REOPENED,
  CASE_FILE_STREAM,
  type CaseFileType,
} from '../../domain/case-files/case-file';
import { caseFileStates } from '../../domain/case-files/case-file.states';
import { caseFilesRefusals } from '../../domain/case-files/case-files.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { CaseFileRow } from '../../infrastructure/case-files/case-file.rows';
import { CaseFiles } from './case-files';

/** What may be said of a case file, and changed while it is open. */
export type CaseFileFacts = Pick<
  CaseFileRow,
  | 'subject'
  | 'officeId'
  | 'responsibleId'
  | 'holder'
  | 'participants'
  | 'procedure'
  | 'retentionYears'
  | 'place'
  | 'note'
  | 'readers'
>;

export interface NewCaseFile
  extends CaseFileFacts, Pick<CaseFileRow, 'kind' | 'type' | 'classificationCode' | 'parentId'> {}

/** Opens, changes, closes and reopens case files and series (DPR 445/2000 art. 64 and 65, CAD art. 41). */
@Injectable()
export class KeepCaseFile {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly structure: Structure,
    private readonly files: CaseFiles,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async open(actor: Actor, given: NewCaseFile): Promise<Result<{ readonly id: string }>> {
    return this.database.transaction(actor, async () => {
      const wrong = whatIsWrong(given) ?? (await this.wrongPlace(actor, given));
      if (wrong) return refuse(wrong);
      return accept({ id: await this.insert(actor, given, false) });
    });
  }

  /** The series of this year that takes what nobody files; opened by whoever needs it first. */
  async yearlySeries(actor: Actor, classificationCode: string): Promise<CaseFileRow> {
    const year = Number(legalDate(this.clock.now()).slice(0, 4));
    const where = { aooId: actor.aooId, year, classificationCode, yearly: true };
    await this.lockNumbers(actor, classificationCode);
    const known = await this.database.rows(CaseFileRow).findOneBy(where);
    if (known) return known;
    const plan = await this.structure.classificationPlan(actor.aooId);
    const title = plan.find(({ code }) => code === classificationCode)?.title ?? classificationCode;
    const id = await this.insert(
      actor,
      {
        kind: 'DOCUMENT_SERIES',
        type: null,
        classificationCode,
        parentId: null,
        subject: `${title}, ${year}`,
        officeId: null,
        responsibleId: null,
        holder: null,
        participants: [],
        procedure: null,
        retentionYears: null,
        place: null,
        note: null,
        readers: null,
      },
      true,
    );
    return this.database.rows(CaseFileRow).findOneByOrFail({ id });
  }

  async change(actor: Actor, id: string, version: number, facts: CaseFileFacts): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const found = await this.files.lockedRowFor(actor, id);
      if (!found.ok) return found;
      const row = found.value;
      if (row.state === 'CLOSED') return refuse(caseFilesRefusals.CLOSED({ code: row.subject }));
      const wrong = whatIsWrong({ ...row, ...facts });
      if (wrong) return refuse(wrong);
      return this.write(actor, row, version, {
        change: facts,
        type: CASE_FILE_CHANGED,
        payload: { subject: facts.subject, facts: JSON.stringify(facts) },
      });
    });
  }

  async close(actor: Actor, id: string, version: number): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const found = await this.files.lockedRowFor(actor, id);
      if (!found.ok) return found;
      const row = found.value;
      const state = caseFileStates.next(row.state, 'close');
      if (!state) return refuse(caseFilesRefusals.CLOSED({ code: row.subject }));
      const count = await this.database.rows(CaseFileRow).countBy({ parentId: id, state: 'OPEN' });
      if (count > 0) return refuse(caseFilesRefusals.SUBFILES_OPEN({ count }));
      const closedOn = legalDate(this.clock.now());
      return this.write(actor, row, version, {
        change: { state, closedOn },
        type: CASE_FILE_CLOSED,
        payload: { closedOn },
      });
    });
  }

  async reopen(actor: Actor, id: string, version: number, reason: string): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const found = await this.files.lockedRowFor(actor, id);
      if (!found.ok) return found;
      const state = caseFileStates.next(found.value.state, 'reopen');
      if (!state) return refuse(caseFilesRefusals.NOT_CLOSED());
      return this.write(actor, found.value, version, {
        change: { state, closedOn: null },
        type: CASE_FILE_REOPENED,
        payload: { reason },
      });
    });
  }

  private async write(
    actor: Actor,
    row: CaseFileRow,
    version: number,
    { change, type, payload }: { change: Partial<CaseFileRow>; type: string; payload: JournalPayload },
  ): Promise<Result<null>> {
    const outcome = await this.database
      .rows(CaseFileRow)
      .update({ id: row.id, version }, { ...change, version: version + 1 });
    if (outcome.affected !== 1) return refuse(caseFilesRefusals.CHANGED_MEANWHILE());
    await this.journal.append(actor, {
      stream: CASE_FILE_STREAM,
      streamId: row.id,
      type,
      payload: { caseFileId: row.id, ...payload },
    });
    return accept(null);
  }

  private async wrongPlace(
    actor: Actor,
    { classificationCode, parentId, kind }: NewCaseFile,
  ): Promise<Refusal | null> {
    if (!(await this.structure.isClassification(actor.aooId, classificationCode)))
      return protocolRefusals.CLASSIFICATION_UNKNOWN({ code: classificationCode });
    if (parentId === null) return null;
    const parent = await this.files.lockedRowFor(actor, parentId);
    if (!parent.ok) return parent.refusal;
    const { state, parentId: above, classificationCode: code, kind: parentKind } = parent.value;
    const isRight = state === 'OPEN' && above === null && code === classificationCode && kind === 'CASE_FILE';
    return isRight && parentKind !== 'DOCUMENT_SERIES' ? null : caseFilesRefusals.PARENT_WRONG();
  }

  /** Numbers of one class are dealt one after the other. */
  private async lockNumbers({ aooId }: Actor, classificationCode: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(7281956, hashtext($1))', [
      `${aooId} ${classificationCode}`,
    ]);
  }

  private async insert(actor: Actor, given: NewCaseFile, yearly: boolean): Promise<string> {
    const { bodyId, aooId } = actor;
    const openedOn = legalDate(this.clock.now());
    const year = Number(openedOn.slice(0, 4));
    await this.lockNumbers(actor, given.classificationCode);
    const [last] = await this.database.query<{ progressive: number | null }>(
      `SELECT max(progressive) AS progressive FROM case_file
        WHERE aoo_id = $1 AND year = $2 AND classification_code = $3 AND parent_id IS NOT DISTINCT FROM $4`,
      [aooId, year, given.classificationCode, given.parentId],
    );
    const id = newId();
    const progressive = (last?.progressive ?? 0) + 1;
    await this.database.rows(CaseFileRow).insert({
      ...given,
      ...{ id, bodyId, aooId, year, progressive, openedOn, yearly },
      closedOn: null,
      state: 'OPEN',
      version: 1,
    });
    await this.journal.append(actor, {
      stream: CASE_FILE_STREAM,
      streamId: id,
      type: CASE_FILE_OPENED,
      payload: {
        caseFileId: id,
        classificationCode: given.classificationCode,
        year,
        progressive,
        subject: given.subject,
      },
    });
    return id;
  }
}

const WITH_HOLDER: readonly (CaseFileType | null)[] = ['PERSON', 'LEGAL_PERSON'];

function whatIsWrong({
  kind,
  type,
  holder,
  procedure,
}: Pick<CaseFileRow, 'kind' | 'type' | 'holder' | 'procedure'>) {
  const isTyped = (kind === 'CASE_FILE') === (type !== null);
  const hasWhatItNeeds =
    WITH_HOLDER.includes(type) === (holder !== null) && (type === 'PROCEDURE') === (procedure !== null);
  if (!isTyped || !hasWhatItNeeds) return caseFilesRefusals.TYPE_WRONG();
  const code = holder?.taxCode;
  if (code === undefined) return null;
  const isRight = type === 'PERSON' ? isTaxCode(code) : isBodyTaxCode(code) || isTaxCode(code);
  return isRight ? null : caseFilesRefusals.TAX_CODE_WRONG();
}
