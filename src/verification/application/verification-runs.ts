import { Injectable } from '@nestjs/common';
import { accept, newId, refuse, type Result } from '@libro-firma/kernel';
import { VALIDATION_POLICY, type ValidationReport } from '@libro-firma/signature';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { factsDigest } from '../domain/facts-digest';
import { storable } from '../domain/storable-text';
import { verificationRefusals } from '../domain/verification.refusals';
import { VerificationRunRow } from '../infrastructure/verification-run.row';
import { VerificationTrustRow } from '../infrastructure/verification-trust.row';
import { PolicySnapshots } from './policy-snapshots';
import { describeList, TrustSnapshots } from './trust-snapshots';
import type { FoundInFile, KeepOptions, VerificationRun } from './verification-run';

/** Verifications that were made. */
@Injectable()
export class VerificationRuns {
  constructor(
    private readonly database: Database,
    private readonly snapshots: TrustSnapshots,
    private readonly policies: PolicySnapshots,
  ) {}

  /** Keeps what was found with everything that is needed to find it again. */
  async keep(actor: Actor, found: FoundInFile, options: KeepOptions = {}): Promise<VerificationRun> {
    const { trusted } = found;
    const kept = await this.database.transaction(actor, async () => {
      const at = new Date(found.report.validatedAt);
      const trustSha256 = await this.snapshots.keep(trusted, at);
      const policySha256 = await this.policies.keep(options.policy ?? VALIDATION_POLICY, at);
      const run = runOf(found, { trustSha256, policySha256 }, options.id ?? newId());
      const { lists: _inTheSet, ...columns } = run;
      await this.database.rows(VerificationRunRow).insert({
        ...columns,
        bodyId: actor.bodyId,
        askedById: actor.personId,
        conclusion: run.report.conclusion,
        anchors: trusted.anchors.map((anchor) => anchor.sha256),
        policy: run.report.policy,
        repeatsId: options.repeatsId ?? null,
        followsId: options.followsId ?? null,
      });
      await options.inSameTransaction?.(run);
      return run;
    });
    if (kept.trustSha256 !== null) this.snapshots.remember(kept.trustSha256);
    if (kept.policySha256 !== null) this.policies.remember(kept.policySha256);
    return kept;
  }

  /** One that `actor` asked for. */
  async find(actor: Actor, id: string): Promise<Result<VerificationRun>> {
    const [row, trust] = await this.database.transaction(actor, async () => {
      const run = await this.database.rows(VerificationRunRow).findOneBy({ id });
      return [run, run && (await this.trustOf(run))] as const;
    });
    if (row?.askedById !== actor.personId) return refuse(verificationRefusals.NOT_FOUND());
    const { fileName, sha256, size, verifiedAt, report, answers, contents } = row;
    const { trustSha256, policySha256, factsSha256 } = row;
    return accept({
      ...{ id, fileName, sha256, size, verifiedAt, answers, contents },
      ...{ trustSha256, policySha256, factsSha256 },
      lists: trust?.lists ?? [],
      report: report as ValidationReport,
    });
  }

  private async trustOf({ trustSha256 }: VerificationRunRow): Promise<VerificationTrustRow | null> {
    return trustSha256 === null
      ? null
      : this.database.rows(VerificationTrustRow).findOneBy({ sha256: trustSha256 });
  }
}

function runOf(
  found: FoundInFile,
  grounds: Pick<VerificationRun, 'trustSha256' | 'policySha256'>,
  id: string,
): VerificationRun {
  const { file, contents, trusted, answers } = found;
  const { fileName, sha256, size } = file;
  const report = storable(found.report);
  const verifiedAt = new Date(report.validatedAt);
  return {
    ...{ id, fileName, sha256, size, verifiedAt, report, answers },
    ...grounds,
    factsSha256: factsDigest(report),
    lists: trusted.lists.map((list) => describeList(list, verifiedAt)),
    contents: contents.map((each) => ({ fileName: each.fileName, sha256: each.sha256 })),
  };
}
