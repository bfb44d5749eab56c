import { Injectable } from '@nestjs/common';
import { refuse, type Result } from '@libro-firma/kernel';
import { Plichi } from '../../../documents';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { faultOfNumberInAct } from '../../domain/number-in-act';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { RouteStepRow, type SigningRequestRow } from '../../infrastructure/request.rows';
import { SigningRequests } from '../../infrastructure/signing-requests';
import { DocumentTypes } from '../types/document-types';
import { JudgeRoute } from '../routes/judge-route';

/** T1: freezes the files by hash and asks for the checks. Powers may have ended since the draft was written. */
@Injectable()
export class StartRequest {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly plichi: Plichi,
    private readonly judge: JudgeRoute,
    private readonly types: DocumentTypes,
  ) {}

  async execute(actor: Actor, id: string, version: number): Promise<Result<SigningRequestRow>> {
    return this.database.transaction(actor, async () => {
      const request = await this.requests.lock(id);
      if (request?.requesterId !== actor.personId) return refuse(refusals.NOT_FOUND());
      if (request.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      const steps = await this.database
        .rows(RouteStepRow)
        .findBy({ requestId: id, revision: request.revision });
      for (const step of steps) {
        const fault = await this.judge.faultOfStep(request.aooId, step);
        if (fault) return fault;
      }
      const type = await this.types.policyOf(request.documentTypeId);
      const registers = await this.types.registersFor(request.documentTypeId, {
        withProtocol: request.withProtocol,
        route: steps,
      });
      const policy = { ...type, registers };
      const alone = policy.fourEyes !== 'drafter-may-sign' && isSignedByDrafterAlone(request, steps);
      if (alone) return refuse(refusals.DRAFTER_NOT_ALONE());
      const plico = (await this.plichi.files([request])).get(request.plicoId) ?? [];
      const fault = faultOfNumberInAct(policy, steps, plico.filter((file) => file.toSign).length);
      if (fault) return refuse(fault);
      const files = await this.plichi.freeze(request.plicoId, request.revision);
      return this.requests.transition(
        actor,
        request,
        'start',
        {
          type: 'signing-request.started',
          payload: {
            ...(request.urgent && { urgentReason: request.urgentReason }),
            files: files.map((file) => ({ fileId: file.id, sha256: file.frozenSha256, toSign: file.toSign })),
          },
        },
        { checkFailures: [], returnReason: null, policy },
      );
    });
  }
}

function isSignedByDrafterAlone(request: SigningRequestRow, steps: readonly RouteStepRow[]): boolean {
  const signers = steps.filter((step) => step.kind === 'SIGN').flatMap((step) => step.addressees);
  return signers.every((key) => key === `person:${request.requesterId}`);
}
