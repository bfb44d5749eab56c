import { Injectable } from '@nestjs/common';
import { accept, legalDate, refuse, type Result } from '@libro-firma/kernel';
import { Structure } from '../../organisation';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { SignedActs } from '../../signature-books';
import { copiesRefusals } from '../domain/copies.refusals';
import { readCopyCode } from '../domain/copy-code';
import type { StampedSigner } from '../domain/stamp';
import { CopyRow } from '../infrastructure/copy.row';

export interface CopyFile {
  readonly sha256: string;
  readonly size: number;
  readonly fileName: string;
  readonly createdAt: Date;
  readonly edition: number;
}

/** What anybody who holds a copy may learn of its original; never the document itself. */
export interface KnownCopy {
  readonly code: string;
  readonly bodyName: string;
  readonly register: { readonly name: string; readonly number: string; readonly date: string } | null;
  readonly signers: readonly StampedSigner[];
  readonly signedSha256: string;
  readonly copySha256: string;
}

/** The copies that were made. */
@Injectable()
export class Copies {
  constructor(
    private readonly database: Database,
    private readonly acts: SignedActs,
    private readonly structure: Structure,
  ) {}

  /** For who may see the request. */
  async fileFor(actor: Actor, requestId: string): Promise<Result<CopyFile>> {
    return this.database.transaction(actor, async () => {
      const act = await this.acts.findFor(actor, requestId);
      if (!act.ok) return act;
      const copy = await this.ofRequest(requestId);
      return copy ? accept(copy) : refuse(copiesRefusals.NOT_READY());
    });
  }

  /** The latest copy of a request; inside the caller's unit of work. */
  async ofRequest(requestId: string): Promise<CopyFile | null> {
    const row = await this.database
      .rows(CopyRow)
      .findOne({ where: { requestId }, order: { edition: 'DESC' } });
    return (
      row && {
        sha256: row.sha256,
        size: row.size,
        fileName: 'copia.pdf',
        createdAt: row.createdAt,
        edition: row.edition,
      }
    );
  }

  /** Asked by whoever holds the paper, without a login; null for a code that no copy has. */
  async ofCode(typed: string): Promise<KnownCopy | null> {
    const code = readCopyCode(typed);
    if (!code) return null;
    const [place] = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<{ body_id: string; request_id: string }>(
        'SELECT body_id, request_id FROM copy_of_code($1)',
        [code],
      ),
    );
    if (!place) return null;
    return this.database.transaction({ bodyId: place.body_id, personId: null }, () =>
      this.describe(code, place.request_id),
    );
  }

  /** Of an earlier copy its own bytes, and of the act what is known of it today. */
  private async describe(code: string, requestId: string): Promise<KnownCopy | null> {
    const copy = await this.database.rows(CopyRow).findOneBy({ code });
    const act = await this.acts.find(requestId);
    if (!copy || !act) return null;
    const { bodyName } = await this.structure.aooIdentity(act.bodyId, act.aooId);
    const { name } = await this.structure.protocolRegister(act.aooId);
    const { registrationNumber: number, registeredOn: date } = act;
    return {
      code: copy.code,
      bodyName,
      register: number && date ? { name, number, date } : null,
      signers: act.signers.map(({ fullName, capacity, signedAt }) => ({
        fullName,
        capacity,
        signedOn: legalDate(signedAt),
      })),
      signedSha256: copy.signedSha256,
      copySha256: copy.sha256,
    };
  }
}
