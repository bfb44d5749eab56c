import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import { VerificationTrustRow } from '../infrastructure/verification-trust.row';
import type { TrustAnchor } from './trust-anchors';

/** Name of a set of anchors: the same set has the same name, in whatever order the folder lists it. */
export function trustName(anchors: readonly TrustAnchor[]): string {
  const digests = anchors.map(({ sha256 }) => sha256).sort();
  return createHash('sha256').update(digests.join('\n')).digest('hex');
}

/** Keeps what verifications trusted, so that they can be made again with it. */
@Injectable()
export class TrustSnapshots {
  private readonly kept = new Set<string>();

  constructor(private readonly database: Database) {}

  /** Inside the transaction of the run; a set that is kept already costs nothing. */
  async keep(anchors: readonly TrustAnchor[], firstUsedAt: Date): Promise<string> {
    const sha256 = trustName(anchors);
    if (this.kept.has(sha256)) return sha256;
    const certificates = anchors.map(({ certificate }) => certificate.toString('base64'));
    await this.database
      .rows(VerificationTrustRow)
      .createQueryBuilder()
      .insert()
      .values({ sha256, anchors: certificates, firstUsedAt })
      .orIgnore()
      .execute();
    return sha256;
  }

  /** Called once the transaction of {@link keep} is committed. */
  remember(sha256: string): void {
    this.kept.add(sha256);
  }

  /** The anchors of a set, inside a transaction. */
  async find(sha256: string): Promise<readonly Buffer[]> {
    const row = await this.database.rows(VerificationTrustRow).findOneBy({ sha256 });
    return (row?.anchors ?? []).map((certificate) => Buffer.from(certificate, 'base64'));
  }
}
