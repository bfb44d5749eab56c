import { Injectable } from '@nestjs/common';
import { accept, newId, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { personOfAddressee } from '../../domain/addressee';
import { PROTOCOL } from '../../domain/registers-wanted';
import { isAutomatic } from '../../domain/step-kinds';
import { RouteStepRow, type SigningRequestRow } from '../../infrastructure/request.rows';
import { DocumentTypes } from '../types/document-types';
import { JudgeRoute } from './judge-route';
import type { RequestContent } from '../requests/request-content';

/** Writes the steps of a draft: stages from what is parallel, and each addressee as who he is today. */
@Injectable()
export class WriteRoute {
  constructor(
    private readonly database: Database,
    private readonly judge: JudgeRoute,
    private readonly types: DocumentTypes,
  ) {}

  async execute(actor: Actor, request: SigningRequestRow, content: RequestContent): Promise<Result<true>> {
    const policy = await this.types.policyOf(request.documentTypeId);
    const rows: RouteStepRow[] = [];
    let stage = -1;
    for (const [position, step] of content.route.entries()) {
      if (!step.parallel || position === 0) stage += 1;
      const addressees = await this.judge.keysOf(actor, step);
      if (!addressees.ok) return addressees;
      const mandatory = await this.judge.keysOf(actor, step, step.mandatory ?? []);
      if (!mandatory.ok) return mandatory;
      rows.push({
        id: newId(),
        bodyId: request.bodyId,
        requestId: request.id,
        revision: request.revision,
        position,
        stage,
        kind: step.kind,
        level: step.level ?? (step.kind === 'SIGN' ? 'DIGITAL' : 'AUTHENTICATED'),
        register: step.kind === 'NUMBER' ? (step.register ?? PROTOCOL) : null,
        weight: step.kind === 'OPINION' ? (step.weight ?? 'OBLIGATORY') : null,
        outcome: null,
        state: 'WAITING',
        minimum: step.minimum ?? addressees.value.length,
        addressees: addressees.value,
        mandatory: mandatory.value.filter((key) => addressees.value.includes(key)),
        holderIds: addressees.value.flatMap((key) => personOfAddressee(key) ?? []),
        dueHours: isAutomatic(step.kind) ? null : (step.dueHours ?? policy.stepHours),
        dueAt: null,
      });
    }
    await this.database.rows(RouteStepRow).insert(rows);
    return accept(true);
  }
}
