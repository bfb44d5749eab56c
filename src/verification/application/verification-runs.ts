import { Injectable } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { ValidationReport } from '@libro-firma/signature';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { verificationRefusals } from '../domain/verification.refusals';
import { VerificationRunRow } from '../infrastructure/verification-run.row';
import { VerificationTrustRow } from '../infrastructure/verification-trust.row';
import type { VerificationRun } from './verify-file.use-case';

/** Verifications that were made. */
@Injectable()
export class VerificationRuns {
  constructor(private readonly database: Database) {}

  /** One that `actor` asked for. */
  async find(actor: Actor, id: string): Promise<Result<VerificationRun>> {
    const [row, trust] = await this.database.transaction(actor, async () => {
      const run = await this.database.rows(VerificationRunRow).findOneBy({ id });
      return [run, run && (await this.trustOf(run))] as const;
    });
    if (row?.askedById !== actor.personId) return refuse(verificationRefusals.NOT_FOUND());
    const { fileName, sha256, size, verifiedAt, report, trustSha256 } = row;
    return accept({
      id,
      fileName,
      sha256,
      size,
      verifiedAt,
      trustSha256,
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
