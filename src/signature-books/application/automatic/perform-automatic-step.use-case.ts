import { Inject, Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { finishAutomaticStep } from '../../domain/automatic-steps';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { isAutomatic } from '../../domain/step-kinds';
import { Dossiers } from '../../infrastructure/dossiers';
import { RouteStepRow, type SigningRequestRow } from '../../infrastructure/request.rows';
import { AUTOMATIC_STEPS, type AutomaticStep } from './automatic-step.port';

/** Performs what a step asks of the system; what is refused holds the request, and a person tries again. */
@Injectable()
export class PerformAutomaticStep {
  constructor(
    private readonly database: Database,
    private readonly dossiers: Dossiers,
    @Inject(AUTOMATIC_STEPS) private readonly steps: readonly AutomaticStep[],
  ) {}

  async execute(system: Actor, requestId: string, stepId: string): Promise<void> {
    const step = await this.database.transaction(system, () =>
      this.database.rows(RouteStepRow).findOneBy({ id: stepId, state: 'OPEN' }),
    );
    if (!step || step.outcome) return; // done already, or the act has left the route
    const performer = this.steps.find((own) => own.kind === step.kind);
    const made = performer
      ? await performer.perform(system, { requestId, stepId })
      : refuse(refusals.STEP_NOT_AVAILABLE({ kind: step.kind }));
    if (made.ok && made.value === null) return;
    await this.database.transaction(system, async () => {
      const open = await this.dossiers.lock(requestId);
      const own = open?.dossier.steps.find((candidate) => candidate.id === stepId);
      if (!open || own?.state !== 'OPEN') return;
      if (made.ok) {
        await made.value?.keep?.();
        finishAutomaticStep(open.dossier, own, made.value?.outcome ?? {});
      } else open.dossier.block(made.refusal.code);
      await this.dossiers.save(system, open);
    });
  }

  /** T33: the cause is gone; the same step is asked for again, under the same key. */
  async retry(actor: Actor, requestId: string, version: number): Promise<Result<SigningRequestRow>> {
    return this.database.transaction(actor, async () => {
      const open = await this.dossiers.lock(requestId);
      const isDrafter = open?.row.requesterId === actor.personId;
      const isClerk = open?.row.aooId === actor.aooId && actor.roles.some((role) => CLERKS.includes(role));
      if (!open || !(isDrafter || isClerk)) return refuse(refusals.NOT_FOUND());
      const { row, dossier } = open;
      if (row.version !== version) return refuse(refusals.CHANGED_MEANWHILE());
      const held = dossier.steps.filter(
        (step) => step.state === 'OPEN' && isAutomatic(step.kind) && step.outcome === null,
      );
      if (held.length === 0 || !row.blockedCode)
        return refuse(refusals.NOT_ALLOWED_NOW({ state: row.state }));
      dossier.note({ type: 'signing-request.unblocked', payload: { code: row.blockedCode } });
      dossier.unblock();
      for (const step of held)
        dossier.note({
          type: 'signing-request.automatic-step-due',
          payload: { stepId: step.id, kind: step.kind },
        });
      await this.dossiers.save(actor, open);
      return accept(row);
    });
  }
}

const CLERKS = ['protocol-operator', 'records-manager', 'records-manager-vicar'];
