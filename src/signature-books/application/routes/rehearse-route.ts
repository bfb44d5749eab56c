import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate, type Text } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { isAutomatic, type StepKind } from '../../domain/step-kinds';
import { Addressees } from './addressees';
import { DocumentTypes } from '../types/document-types';
import { JudgeRoute } from './judge-route';
import type { WantedStep } from '../requests/request-content';
import { Ways } from './ways';

/** What a step takes where neither route nor type says it: one working day. */
const USUAL_HOURS = 8;

export interface RehearsedStep {
  readonly kind: StepKind;
  readonly stage: number;
  /** Whom it is addressed to, as he is called. */
  readonly addressees: readonly string[];
  readonly opensAt: Date;
  readonly endsAt: Date;
  /** Who could act on the day on which it opens, substitutes and delegates included. */
  readonly people: readonly string[];
  /** Of the people addressed, those who are away on that day. */
  readonly absent: readonly string[];
  /** Why nobody could go this step; null when somebody can. */
  readonly obstacle: Text | null;
}

export interface Rehearsal {
  readonly steps: readonly RehearsedStep[];
  readonly expectedEnd: Date;
  /** True when the request would start and find somebody for each of its steps. */
  readonly isPossible: boolean;
}

interface Place {
  readonly stage: number;
  readonly opensAt: Date;
  readonly endsAt: Date;
}

/** Walks a route before it starts: who, when, who is away, and when the act would be signed. Nothing is written. */
@Injectable()
export class RehearseRoute {
  constructor(
    private readonly database: Database,
    private readonly judge: JudgeRoute,
    private readonly addressees: Addressees,
    private readonly ways: Ways,
    private readonly types: DocumentTypes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    wanted: { readonly documentTypeId?: string | undefined; readonly route: readonly WantedStep[] },
  ): Promise<Rehearsal> {
    return this.database.transaction(actor, async () => {
      const policy = await this.types.policyOf(wanted.documentTypeId ?? null);
      const after = await this.ways.workingTimeOf(actor.aooId);
      const steps: RehearsedStep[] = [];
      let [stage, opensAt, latest] = [-1, this.clock.now(), this.clock.now()];
      for (const [position, step] of wanted.route.entries()) {
        if (!step.parallel || position === 0) [stage, opensAt] = [stage + 1, latest];
        const hours = isAutomatic(step.kind) ? 0 : (step.dueHours ?? policy.stepHours ?? USUAL_HOURS);
        const endsAt = after(opensAt, hours);
        steps.push(await this.walk(actor, step, { stage, opensAt: after(opensAt, 0), endsAt }));
        if (endsAt > latest) latest = endsAt;
      }
      return { steps, expectedEnd: latest, isPossible: steps.every((step) => step.obstacle === null) };
    });
  }

  private async walk(actor: Actor, step: WantedStep, place: Place): Promise<RehearsedStep> {
    const fault = await this.judge.faultOf(actor, step);
    const keys = isAutomatic(step.kind) ? null : await this.judge.keysOf(actor, step);
    const known = keys?.ok ? keys.value : [];
    const found = await this.ways.on(known, legalDate(place.opensAt));
    const labels = await this.addressees.labels(known);
    const needed = step.minimum ?? known.length;
    const tooFew = known.length > 0 && found.covered < needed ? NOBODY : null;
    return {
      kind: step.kind,
      ...place,
      addressees: known.map((key) => labels.get(key) ?? ''),
      people: found.people,
      absent: found.absent,
      obstacle: fault?.refusal.text ?? tooFew,
    };
  }
}

const NOBODY: Text = {
  it: 'In quel giorno non c’è chi possa agire: servono sostituti o un altro destinatario',
  en: 'On that day nobody could act: it takes substitutes or another addressee',
};
