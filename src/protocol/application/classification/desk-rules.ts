import { Injectable } from '@nestjs/common';
import { accept, newId, refuse, type Result } from '@libro-firma/kernel';
import { Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { caseFilesRefusals } from '../../domain/case-files/case-files.refusals';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { CaseFileRow } from '../../infrastructure/case-files/case-file.rows';
import { DeskRuleRow } from '../../infrastructure/classification/classification.rows';

const STREAM = 'desk-rule';
export const RULE_ADDED = 'desk-rule.added';
export const RULE_ENDED = 'desk-rule.ended';

export type NewRule = Omit<DeskRuleRow, 'id' | 'bodyId' | 'aooId' | 'position' | 'inForce'>;

/** Rules of the desk, in the order in which they are asked; one that ends stays readable in the journal. */
@Injectable()
export class DeskRules {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly structure: Structure,
  ) {}

  async list(actor: Actor): Promise<DeskRuleRow[]> {
    return this.database.transaction(actor, () =>
      this.database
        .rows(DeskRuleRow)
        .find({ where: { aooId: actor.aooId, inForce: true }, order: { position: 'ASC' } }),
    );
  }

  async add(actor: Actor, rule: NewRule): Promise<Result<{ readonly id: string }>> {
    return this.database.transaction(actor, async () => {
      await this.database.query('SELECT pg_advisory_xact_lock(7281954, hashtext($1))', [actor.aooId]);
      for (const code of [rule.classificationCode, rule.proposeClass])
        if (code !== null && !(await this.structure.isClassification(actor.aooId, code)))
          return refuse(protocolRefusals.CLASSIFICATION_UNKNOWN({ code }));
      if (rule.caseFileId !== null && !(await this.isOpen(actor, rule.caseFileId)))
        return refuse(caseFilesRefusals.NOT_FOUND());
      const { aooId, bodyId } = actor;
      const position = await this.database.rows(DeskRuleRow).countBy({ aooId });
      const id = newId();
      await this.database.rows(DeskRuleRow).insert({ ...rule, id, bodyId, aooId, position, inForce: true });
      await this.journal.append(actor, {
        stream: STREAM,
        streamId: id,
        type: RULE_ADDED,
        payload: { ruleId: id, ...rule },
      });
      return accept({ id });
    });
  }

  async end(actor: Actor, id: string): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const outcome = await this.database
        .rows(DeskRuleRow)
        .update({ id, aooId: actor.aooId, inForce: true }, { inForce: false });
      if (outcome.affected !== 1) return refuse(caseFilesRefusals.RULE_NOT_FOUND());
      await this.journal.append(actor, {
        stream: STREAM,
        streamId: id,
        type: RULE_ENDED,
        payload: { ruleId: id },
      });
      return accept(null);
    });
  }

  private async isOpen({ aooId }: Actor, id: string): Promise<boolean> {
    return this.database.rows(CaseFileRow).existsBy({ id, aooId, state: 'OPEN' });
  }
}
