import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { REGISTRATION_FILED, REGISTRATION_TAKEN_OUT } from '../../domain/case-files/case-file';
import { caseFilesRefusals } from '../../domain/case-files/case-files.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import {
  CaseFileContentRow,
  type CaseFileRow,
  RegistrationUnfiledRow,
} from '../../infrastructure/case-files/case-file.rows';
import { RegistrationStream } from '../registration-stream';
import { Registrations } from '../registrations';
import { CaseFiles } from './case-files';
import { KeepCaseFile } from './keep-case-file.use-case';

/** Puts entries into case files and takes them out again, while the case file is open. */
@Injectable()
export class FileRegistrations {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly keep: KeepCaseFile,
    private readonly registrations: Registrations,
    private readonly stream: RegistrationStream,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All of them, or none. */
  async file(actor: Actor, caseFileId: string, registrationIds: readonly string[]): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const found = await this.files.lockedRowFor(actor, caseFileId);
      if (!found.ok) return found;
      for (const registrationId of [...new Set(registrationIds)].sort()) {
        const outcome = await this.put(actor, found.value, registrationId);
        if (!outcome.ok) return outcome;
      }
      return accept(null);
    });
  }

  /** Each into the series of its class and of this year: the safe default for what belongs to no case file. */
  async fileIntoYearlySeries(actor: Actor, registrationIds: readonly string[]): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      for (const registrationId of [...new Set(registrationIds)].sort()) {
        const [entry] = (await this.registrations.openable(actor, [registrationId])).values();
        if (!entry) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
        const series = await this.keep.yearlySeries(actor, entry.classificationCode);
        const outcome = await this.put(actor, series, registrationId);
        if (!outcome.ok) return outcome;
      }
      return accept(null);
    });
  }

  async takeOut(
    actor: Actor,
    caseFileId: string,
    registrationId: string,
    reason: string,
  ): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const found = await this.files.lockedRowFor(actor, caseFileId);
      if (!found.ok) return found;
      if (found.value.state === 'CLOSED')
        return refuse(caseFilesRefusals.CLOSED({ code: found.value.subject }));
      await this.stream.lock(registrationId);
      const entry = await this.registrations.entryFor(actor, registrationId);
      if (!entry) return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const rows = this.database.rows(CaseFileContentRow);
      const outcome = await rows.delete({ registrationId, caseFileId });
      if (outcome.affected !== 1) return refuse(caseFilesRefusals.NOT_FILED());
      // Taken out of its last case file it waits again; the rules are not asked twice: a person has decided.
      if (!(await rows.existsBy({ registrationId })))
        await this.database
          .rows(RegistrationUnfiledRow)
          .insert({ registrationId, bodyId: actor.bodyId, aooId: entry.aooId, ruled: true });
      await this.stream.append(actor, registrationId, {
        type: REGISTRATION_TAKEN_OUT,
        payload: { caseFileId, reason },
      });
      return accept(null);
    });
  }

  /** By a rule, for nobody in person; inside the caller's unit of work. False when the case file takes nothing more. */
  async fileByRule(
    actor: Actor,
    file: CaseFileRow,
    registrationId: string,
    ruleId: string,
  ): Promise<boolean> {
    if (file.state === 'CLOSED') return false;
    await this.stream.lock(registrationId);
    await this.insert(actor, file, registrationId, ruleId);
    return true;
  }

  private async put(actor: Actor, file: CaseFileRow, registrationId: string): Promise<Result<null>> {
    if (file.state === 'CLOSED') return refuse(caseFilesRefusals.CLOSED({ code: file.subject }));
    await this.stream.lock(registrationId);
    if (!(await this.registrations.entryFor(actor, registrationId)))
      return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
    const isThere = await this.database
      .rows(CaseFileContentRow)
      .existsBy({ registrationId, caseFileId: file.id });
    if (isThere) return refuse(caseFilesRefusals.ALREADY_FILED());
    await this.insert(actor, file, registrationId, null);
    return accept(null);
  }

  private async insert(
    actor: Actor,
    file: CaseFileRow,
    registrationId: string,
    ruleId: string | null,
  ): Promise<void> {
    await this.database.rows(CaseFileContentRow).insert({
      registrationId,
      caseFileId: file.id,
      bodyId: actor.bodyId,
      filedAt: this.clock.now(),
      filedBy: actor.personId,
      ruleId,
    });
    await this.database.rows(RegistrationUnfiledRow).delete({ registrationId });
    await this.stream.append(actor, registrationId, {
      type: REGISTRATION_FILED,
      payload: { caseFileId: file.id, classificationCode: file.classificationCode, ruleId },
    });
  }
}
