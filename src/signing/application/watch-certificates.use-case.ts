import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { allBodies, People } from '../../organisation';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import { type Actor, systemActor } from '../../platform/identity';
import type { CertificateProblem } from '../domain/certificate-problem';
import { SigningEnrolmentRow } from '../infrastructure/signing-enrolment.row';
import { CertificateProblems } from './certificate-problems';
import { ENROLMENT_STREAM } from './enrol-device.use-case';

const HOUR_MS = 3_600_000;
/** Each certificate is looked at about once a day. */
const LOOK_AGAIN_AFTER_MS = 20 * HOUR_MS;
/** Enrolments of one round; the next round takes the rest. */
const OF_ONE_ROUND = 500;

/**
 * Looks at what people sign with before they need it: a certificate that ends, was revoked, or is not theirs any more is
 * told to its holder once, when it is found, and stands on the page of his device.
 */
@Injectable()
export class WatchCertificates {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly people: People,
    private readonly problems: CertificateProblems,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    for (const bodyId of await allBodies(this.database)) await this.ofBody(systemActor(bodyId, ''));
  }

  private async ofBody(system: Actor): Promise<void> {
    const due = await this.database.transaction(system, () => this.due());
    for (const { enrolment, taxCode } of due) {
      const found = await this.problems.of(enrolment, taxCode); // asks outside, in no transaction
      if (found !== 'NOT_TOLD') await this.keep(system, enrolment, found);
    }
  }

  private async due(): Promise<{ enrolment: SigningEnrolmentRow; taxCode: string }[]> {
    const before = new Date(this.clock.now().getTime() - LOOK_AGAIN_AFTER_MS);
    const enrolments = await this.database
      .rows(SigningEnrolmentRow)
      .createQueryBuilder('enrolment')
      .where(
        'enrolment.ended_at IS NULL AND (enrolment.checked_at IS NULL OR enrolment.checked_at <= :before)',
        {
          before,
        },
      )
      .orderBy('enrolment.checked_at', 'ASC', 'NULLS FIRST')
      .limit(OF_ONE_ROUND)
      .getMany();
    const people = await this.people.find(enrolments.map(({ personId }) => personId));
    return enrolments.flatMap((enrolment) => {
      const person = people.get(enrolment.personId);
      return person ? [{ enrolment, taxCode: person.taxCode }] : [];
    });
  }

  private async keep(
    system: Actor,
    enrolment: SigningEnrolmentRow,
    problem: CertificateProblem | null,
  ): Promise<void> {
    const { id, version, personId, validTo } = enrolment;
    await this.database.transaction(system, async () => {
      const change = { checkedAt: this.clock.now(), problem, version: version + 1 };
      const kept = await this.database.rows(SigningEnrolmentRow).update({ id, version }, change);
      if (kept.affected !== 1 || problem === enrolment.problem) return;
      await this.journal.append(system, {
        stream: ENROLMENT_STREAM,
        streamId: id,
        type: problem ? 'signing-enrolment.problem-found' : 'signing-enrolment.problem-gone',
        payload: {
          personId,
          problem: problem ?? enrolment.problem,
          validTo: validTo.toISOString().slice(0, 10),
        },
      });
    });
  }
}
