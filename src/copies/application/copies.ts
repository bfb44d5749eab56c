import { Injectable } from '@nestjs/common';
import { accept, legalDate, refuse, type Result } from '@libro-firma/kernel';
import { Structure } from '../../organisation';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { numberText, Registrations, type RegisteredEntry } from '../../protocol';
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

/** No reason and no data: they may speak of persons. */
export interface ToldAnnulment {
  readonly scope: 'WHOLE' | 'DATA';
  readonly actReference: string;
  readonly decidedOn: string;
}

/** What anybody who holds a copy may learn of its original; never the document itself. */
export interface KnownCopy {
  /** A signed act of a signature book, or a document that was registered at the desk. */
  readonly kind: 'ACT' | 'REGISTERED';
  readonly code: string;
  readonly bodyName: string;
  readonly register: { readonly name: string; readonly number: string; readonly date: string } | null;
  /** What was annulled of its registration, whole or in part, by which act and when; in the order of the decisions. */
  readonly annulments: readonly ToldAnnulment[];
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
    private readonly registrations: Registrations,
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

  /** The copy that goes on paper, for who may open the entry. */
  async toPrintFor(actor: Actor, registrationId: string): Promise<Result<CopyFile>> {
    return this.database.transaction(actor, async () => {
      const entry = await this.registrations.entryFor(actor, registrationId);
      const row = entry && (await this.database.rows(CopyRow).findOneBy({ registrationId }));
      return entry && row
        ? accept(fileOf(row, `copia-${numberText(entry.number)}-${entry.year}.pdf`))
        : refuse(copiesRefusals.NOT_READY());
    });
  }

  /** The latest copy of a request; inside the caller's unit of work. */
  async ofRequest(requestId: string): Promise<CopyFile | null> {
    const row = await this.database
      .rows(CopyRow)
      .findOne({ where: { requestId }, order: { edition: 'DESC' } });
    return row && fileOf(row, 'copia.pdf');
  }

  /** Asked by whoever holds the paper, without a login; null for a code that no copy has. */
  async ofCode(typed: string): Promise<KnownCopy | null> {
    const code = readCopyCode(typed);
    if (!code) return null;
    const [place] = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<CopyOwner>('SELECT body_id, request_id, registration_id FROM copy_of_code($1)', [
        code,
      ]),
    );
    if (!place) return null;
    const { body_id: bodyId, request_id: requestId, registration_id: registrationId } = place;
    return this.database.transaction({ bodyId, personId: null }, async () => {
      const copy = await this.database.rows(CopyRow).findOneBy({ code });
      if (copy && requestId !== null) return this.describeAct(copy, requestId);
      return copy && registrationId !== null ? this.describeEntry(copy, registrationId) : null;
    });
  }

  /** Of an earlier copy its own bytes, and of the act what is known of it today. */
  private async describeAct(copy: CopyRow, requestId: string): Promise<KnownCopy | null> {
    const act = await this.acts.find(requestId);
    if (!act) return null;
    const { bodyName } = await this.structure.aooIdentity(act.bodyId, act.aooId);
    const { name } = await this.structure.protocolRegister(act.aooId);
    const { registrationNumber: number, registeredOn: date } = act;
    return {
      kind: 'ACT',
      code: copy.code,
      bodyName,
      register: number && date ? { name, number, date } : null,
      annulments:
        act.registrationId === null ? [] : toldOf(await this.registrations.entryOf(act.registrationId)),
      signers: act.signers.map(({ fullName, capacity, signedAt }) => ({
        fullName,
        capacity,
        signedOn: legalDate(signedAt),
      })),
      signedSha256: copy.signedSha256,
      copySha256: copy.sha256,
    };
  }

  private async describeEntry(copy: CopyRow, registrationId: string): Promise<KnownCopy | null> {
    const entry = await this.registrations.entryOf(registrationId);
    if (!entry) return null;
    const { bodyName } = await this.structure.aooIdentity(entry.bodyId, entry.aooId);
    const register = await this.structure.register(entry.aooId, entry.registerId);
    return {
      kind: 'REGISTERED',
      code: copy.code,
      bodyName,
      register: {
        name: register?.name ?? entry.registerCode,
        number: numberText(entry.number),
        date: entry.registeredOn,
      },
      annulments: toldOf(entry),
      signers: copy.signers ?? [],
      signedSha256: copy.signedSha256,
      copySha256: copy.sha256,
    };
  }
}

interface CopyOwner {
  readonly body_id: string;
  readonly request_id: string | null;
  readonly registration_id: string | null;
}

function fileOf({ sha256, size, createdAt, edition }: CopyRow, fileName: string): CopyFile {
  return { sha256, size, fileName, createdAt, edition };
}

function toldOf(entry: Pick<RegisteredEntry, 'annulments'> | null): ToldAnnulment[] {
  return (entry?.annulments ?? []).map(({ scope, actReference, decidedAt }) => ({
    scope,
    actReference,
    decidedOn: legalDate(new Date(decidedAt)),
  }));
}
