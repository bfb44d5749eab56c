import { Injectable } from '@nestjs/common';
import {
  findValidationPolicy,
  policyFromStore,
  storedPolicy,
  type ValidationPolicy,
} from '@libro-firma/signature';
import { Database } from '../../platform/database/database';
import { VerificationPolicyRow } from '../infrastructure/verification-policy.row';
import type { VerificationRun } from './verification-run';

/** Keeps the policies that verdicts were given by, with their algorithms by date: a later build may have other ones. */
@Injectable()
export class PolicySnapshots {
  private readonly kept = new Set<string>();

  constructor(private readonly database: Database) {}

  /** Inside the transaction of the run; a policy that is kept already costs nothing. */
  async keep(policy: ValidationPolicy, firstUsedAt: Date): Promise<string> {
    if (this.kept.has(policy.sha256)) return policy.sha256;
    await this.database
      .rows(VerificationPolicyRow)
      .createQueryBuilder()
      .insert()
      .values({ ...storedPolicy(policy), firstUsedAt })
      .orIgnore()
      .execute();
    return policy.sha256;
  }

  /** Called once the transaction of {@link keep} is committed. */
  remember(sha256: string): void {
    this.kept.add(sha256);
  }

  /** By which a run was judged: as it was kept, or, of runs from before any was, the build's own of that version. */
  async find({ policySha256, report }: VerificationRun): Promise<ValidationPolicy | undefined> {
    if (policySha256 === null) return findValidationPolicy(report.policy);
    const row = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.rows(VerificationPolicyRow).findOneBy({ sha256: policySha256 }),
    );
    return row ? policyFromStore(row) : undefined;
  }
}
