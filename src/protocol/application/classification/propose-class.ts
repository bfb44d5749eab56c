import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { ClassificationPlans, Structure } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { matches } from '../../domain/classification/desk-rule';
import { subjectKey, SUBJECT_LIKENESS } from '../../domain/duplicates/likeness';
import type { Correspondent } from '../../domain/registration';
import { DeskRuleRow } from '../../infrastructure/classification/classification.rows';
import { keyOfCounterpart } from '../duplicates/trace-of';

export interface ClassQuestion {
  readonly counterpart: Correspondent | null;
  readonly subject: string;
  readonly documentType: string | null;
  readonly means: string | null;
  readonly mailbox: string | null;
}

export type ProposalReason = 'RULE' | 'SENDER' | 'SUBJECT';

export interface ClassProposal {
  readonly code: string;
  readonly title: string;
  readonly reason: ProposalReason;
  /** Of what it was learnt from, how much had this class: from 0 to 1. */
  readonly share: number;
}

const PROPOSED = 3;
const HISTORY_DAYS = 730;
const SUBJECT_DAYS = 365;
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Proposes a class: by the AOO's rules on type, mailbox and words; by what this sender’s documents were; by documents
 * with a subject like this. Reserved entries teach nothing: a proposal would tell of them.
 */
@Injectable()
export class ProposeClass {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    private readonly plans: ClassificationPlans,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, question: ClassQuestion): Promise<ClassProposal[]> {
    return this.database.transaction(actor, async () => {
      const found = [
        ...(await this.byRule(actor, question)),
        ...(await this.bySender(actor, question)),
        ...(await this.bySubject(actor, question)),
      ];
      const now = await this.plans.successorsOf(
        actor.aooId,
        found.map(({ code }) => code),
      );
      const plan = new Map(
        (await this.structure.classificationPlan(actor.aooId)).map(({ code, title }) => [code, title]),
      );
      const proposals = new Map<string, ClassProposal>();
      for (const { code: old, reason, share } of found) {
        const code = now.get(old) ?? old;
        const title = plan.get(code);
        if (title !== undefined && !proposals.has(code)) proposals.set(code, { code, title, reason, share });
      }
      return [...proposals.values()].slice(0, PROPOSED);
    });
  }

  private async byRule({ aooId }: Actor, question: ClassQuestion): Promise<Learnt[]> {
    const rules = await this.database
      .rows(DeskRuleRow)
      .find({ where: { aooId, inForce: true }, order: { position: 'ASC' } });
    const document = { ...question, classificationCode: null };
    return rules
      .filter((rule) => rule.proposeClass !== null && matches(rule, document))
      .map(({ proposeClass }) => ({ code: proposeClass ?? '', reason: 'RULE', share: 1 }));
  }

  private async bySender({ aooId }: Actor, { counterpart }: ClassQuestion): Promise<Learnt[]> {
    const key = counterpart && keyOfCounterpart(counterpart);
    if (key === null) return [];
    const rows = await this.database.query<Counted>(
      `SELECT classification_code AS code, count(*)::int AS count FROM (
         SELECT classification_code FROM registration_trace
          WHERE aoo_id = $1 AND counterpart_key = $2 AND registered_on >= $3 AND NOT reserved
          ORDER BY registered_on DESC LIMIT 200) latest
        GROUP BY 1 ORDER BY 2 DESC LIMIT ${PROPOSED}`,
      [aooId, key, this.daysAgo(HISTORY_DAYS)],
    );
    return learntFrom(rows, 'SENDER');
  }

  private async bySubject({ aooId }: Actor, { subject }: ClassQuestion): Promise<Learnt[]> {
    const wanted = subjectKey(subject);
    if (wanted === '') return [];
    const rows = await this.database.query<Counted>(
      `SELECT trace.classification_code AS code, count(*)::int AS count
         FROM registrations_like($1, $2, $3, $4) alike JOIN registration_trace trace ON trace.registration_id = alike.id
        WHERE NOT trace.reserved GROUP BY 1 ORDER BY 2 DESC LIMIT ${PROPOSED}`,
      [aooId, wanted, this.daysAgo(SUBJECT_DAYS), SUBJECT_LIKENESS.sameCounterpart],
    );
    return learntFrom(rows, 'SUBJECT');
  }

  private daysAgo(days: number): string {
    return legalDate(new Date(this.clock.now().getTime() - days * DAY_MS));
  }
}

type Learnt = Omit<ClassProposal, 'title'>;

interface Counted {
  readonly code: string;
  readonly count: number;
}

function learntFrom(rows: readonly Counted[], reason: ProposalReason): Learnt[] {
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  return rows.map(({ code, count }) => ({ code, reason, share: count / all }));
}
