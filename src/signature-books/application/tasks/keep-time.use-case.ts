import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { allBodies } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { systemActor } from '../../../platform/identity';
import { settleDecisions } from '../../domain/acts-on-task';
import { expire, giveUpQuestion, lapse } from '../../domain/course-of-request';
import { leaveUnsigned } from '../../domain/number-in-act';
import { standingNumbers } from '../../domain/registers-wanted';
import { SigningItemRow } from '../../infrastructure/batch.rows';
import { Dossiers, type OpenDossier } from '../../infrastructure/dossiers';
import { Authorities } from './authorities';
import { OpinionPapers } from '../requests/opinion-papers';
import { REMIND_BEFORE_MS, Reminders } from './reminders';
import { signaturesUnderWay } from '../signatures/signatures-under-way';

/** Requests of one round; the next round takes the rest. */
const AT_ONCE = 200;

/**
 * What happens because time passes: decisions stand, leases and questions run out, deadlines pass, powers end. Each request
 * is looked at under its lock, by the same rules as when a person acts, so that two rounds at once change nothing twice.
 */
@Injectable()
export class KeepTime {
  constructor(
    private readonly database: Database,
    private readonly dossiers: Dossiers,
    private readonly authorities: Authorities,
    private readonly reminders: Reminders,
    private readonly papers: OpinionPapers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    for (const bodyId of await allBodies(this.database)) {
      const due = await this.database.transaction({ bodyId, personId: null }, () => this.due());
      for (const requestId of due) await this.keep(bodyId, requestId);
    }
  }

  /** T25 as well: people's powers are compared with what is addressed to them, once for each round. */
  async lapseAll(): Promise<void> {
    for (const bodyId of await allBodies(this.database)) {
      const found = await this.database.transaction({ bodyId, personId: null }, () => this.withoutHolder());
      for (const requestId of found) await this.keep(bodyId, requestId);
    }
  }

  private async keep(bodyId: string, requestId: string): Promise<void> {
    const system = systemActor(bodyId, '');
    await this.database.transaction(system, async () => {
      const open = await this.dossiers.lock(requestId);
      if (!open) return;
      const { dossier, row } = open;
      const { embedding, waitingOf } = await signaturesUnderWay(this.database, row);
      if (!embedding) settleDecisions(dossier);
      this.freeLeases(open);
      await this.lapseTasks(open);
      const today = legalDate(dossier.around.now);
      const dueOn = row.question?.dueOn;
      if (row.policy.unansweredReturns && dueOn && dueOn < today) giveUpQuestion(dossier);
      // What was signed in time does not expire while its verdict is awaited.
      if (!embedding && waitingOf.length === 0) expire(dossier);
      await this.leaveNumbersOfYesterday(open, today);
      await this.reminders.remind(open);
      await this.papers.write(system, open);
      await this.dossiers.save(system, open);
    });
  }

  private async due(): Promise<string[]> {
    const now = this.clock.now();
    const found = await this.database.query<{ id: string }>(
      `SELECT DISTINCT request_id AS id FROM task
        WHERE done_at IS NULL AND (undo_until IS NOT NULL OR lease_until IS NOT NULL OR due_at IS NOT NULL)
          AND (undo_until <= $1 OR state = 'HELD' AND lease_until <= $1
               OR due_at <= $2 AND reminded_at IS NULL OR due_at <= $1 AND escalated_at IS NULL)
        UNION
       SELECT number.request_id FROM request_number number
         JOIN signing_request request ON request.id = number.request_id AND request.revision = number.revision
         JOIN route_step step ON step.id = number.step_id AND step.kind = 'SIGN' AND step.state = 'OPEN'
        WHERE number.registration_id IS NOT NULL AND number.left_because IS NULL AND number.annulled_at IS NULL
          AND number.registered_on < $3::date
          AND NOT EXISTS (SELECT 1 FROM signing_item item
                           WHERE item.number_id = number.id AND item.state IN ('RUNNING', 'PENDING', 'OK'))
        UNION
       SELECT id FROM signing_request
        WHERE state IN ('IN_ROUTE', 'SUSPENDED')
          AND (state = 'IN_ROUTE' AND expires_at <= $1 AND policy->>'deadline' = 'hard'
               OR state = 'SUSPENDED' AND (policy->>'unansweredReturns')::boolean AND (question->>'dueOn')::date < $3::date)
        LIMIT ${AT_ONCE}`,
      [now, new Date(now.getTime() + REMIND_BEFORE_MS), legalDate(now)],
    );
    return found.map((row) => row.id);
  }

  /** Requests with an open task of a person who holds no appointment any more. */
  private async withoutHolder(): Promise<string[]> {
    const found = await this.database.query<{ id: string }>(
      `SELECT DISTINCT request_id AS id FROM task
        WHERE done_at IS NULL AND state <> 'SIGNING' AND NOT EXISTS (
              SELECT 1 FROM appointment own
               WHERE (own.person_id = task.holder_id OR task.holder_id IS NULL AND task.addressee = 'seat:' || own.office_id || ':' || own.role)
                 AND own.valid_from <= $1 AND (own.valid_to IS NULL OR own.valid_to >= $1)
                 AND (task.kind <> 'SIGN' OR own.role = 'signer'))
        LIMIT ${AT_ONCE}`,
      [legalDate(this.clock.now())],
    );
    return found.map((row) => row.id);
  }

  /** Order B: a number that nobody signed on its day stands on the list of those to annul. */
  private async leaveNumbersOfYesterday({ dossier, row }: OpenDossier, today: string): Promise<void> {
    const printed = standingNumbers(row, dossier.numbers).filter(
      (own) =>
        (own.registeredOn ?? today) < today &&
        dossier.steps.some((step) => step.id === own.stepId && step.kind === 'SIGN' && step.state === 'OPEN'),
    );
    if (printed.length === 0) return;
    const signed = await this.database
      .rows(SigningItemRow)
      .findBy({ numberId: In(printed.map(({ id }) => id)), state: In(['RUNNING', 'PENDING', 'OK']) });
    const late = printed.filter((own) => !signed.some((item) => item.numberId === own.id));
    leaveUnsigned(dossier, late);
  }

  private freeLeases({ dossier }: OpenDossier): void {
    const { now } = dossier.around;
    for (const task of dossier.openTasks())
      if (task.state === 'HELD' && task.leaseUntil && task.leaseUntil <= now)
        dossier.moveTask(task, 'release', { leaseUntil: null, leaseHolderId: null });
  }

  private async lapseTasks({ dossier, row }: OpenDossier): Promise<void> {
    const { documentTypeId, amount } = row;
    for (const task of dossier.openTasks()) {
      if (task.state === 'SIGNING' || task.state === 'DECIDED') continue;
      if (!(await this.authorities.isDead({ ...task, documentTypeId, amount }))) continue;
      lapse(dossier, task, await this.authorities.successorOf(task.addressee, task.kind));
    }
  }
}
