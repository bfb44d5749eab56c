import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isStale } from '@libro-firma/trust';
import { Database } from '../../platform/database/database';
import { type KeptList, VerificationTrustRow } from '../infrastructure/verification-trust.row';
import type { Trusted } from './installed-trust';
import { type ListInUse, TrustedLists } from './trusted-lists';

/** Name of what is trusted: the same anchors and lists have the same name, in whatever order they are listed. */
export function trustName({ anchors, lists }: Trusted): string {
  const digests = anchors.map(({ sha256 }) => sha256).sort();
  const listed = lists.map(({ sha256 }) => `list ${sha256}`).sort();
  return createHash('sha256')
    .update([...digests, ...listed].join('\n'))
    .digest('hex');
}

/** A list as it is told of it: which one, how old, and whether it was too old to count. */
export function describeList({ sha256, list }: ListInUse, at: Date): KeptList {
  return {
    territory: list.territory,
    sha256,
    sequenceNumber: list.sequenceNumber,
    issuedAt: list.issued?.toISOString() ?? null,
    nextUpdateAt: list.nextUpdate?.toISOString() ?? null,
    isStale: isStale(list, at),
  };
}

/** Keeps what verifications trusted, so that they can be made again with it. */
@Injectable()
export class TrustSnapshots {
  private readonly kept = new Set<string>();

  constructor(
    private readonly database: Database,
    private readonly lists: TrustedLists,
  ) {}

  /** Inside the transaction of the run; a set that is kept already costs nothing. Bytes of lists are in the object store. */
  async keep(trusted: Trusted, firstUsedAt: Date): Promise<string> {
    const sha256 = trustName(trusted);
    if (this.kept.has(sha256)) return sha256;
    await this.database
      .rows(VerificationTrustRow)
      .createQueryBuilder()
      .insert()
      .values({
        sha256,
        anchors: trusted.anchors.map(({ certificate }) => certificate.toString('base64')),
        lists: trusted.lists.map((list) => describeList(list, firstUsedAt)),
        firstUsedAt,
      })
      .orIgnore()
      .execute();
    return sha256;
  }

  /** Called once the transaction of {@link keep} is committed. */
  remember(sha256: string): void {
    this.kept.add(sha256);
  }

  /** What was trusted under a name; null for a name that was never kept. @throws ObjectMissing for a list that is gone */
  async find(sha256: string): Promise<Trusted | null> {
    const row = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.rows(VerificationTrustRow).findOneBy({ sha256 }),
    );
    if (!row) return null;
    const anchors = row.anchors.map((certificate) => Buffer.from(certificate, 'base64'));
    return {
      anchors: anchors.map((certificate) => ({
        certificate,
        sha256: createHash('sha256').update(certificate).digest('hex'),
      })),
      lists: await this.lists.find(row.lists.map((list) => list.sha256)),
    };
  }
}
