import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { legalDate, newId } from '@libro-firma/kernel';
import { Structure } from '../../organisation';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import type { StoredObject } from '../../platform/storage';
import { type SignedAct, SignedActs } from '../../signature-books';
import { newCopyCode } from '../domain/copy-code';
import type { Stamp } from '../domain/stamp';
import { CopyRow } from '../infrastructure/copy.row';
import { type DrawnCopy, Stamper } from '../infrastructure/stamper';
import { CopyPlace } from './copy-place';

export const COPY_STREAM = 'copy';

interface PlacedAct {
  readonly act: SignedAct;
  readonly bodyName: string;
  readonly registerName: string;
}

/**
 * Makes the copy of a signed act that may be printed and sent (CAD art. 23-ter, c. 5). The signed file is read and never
 * written: whatever is stamped is a new file.
 */
@Injectable()
export class MakeCopy {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly acts: SignedActs,
    private readonly structure: Structure,
    private readonly stamper: Stamper,
    private readonly place: CopyPlace,
  ) {}

  /** Done twice, it leaves one copy: each edition of the act has one row, and who comes second finds it. */
  async execute(system: Actor, requestId: string): Promise<void> {
    const placed = await this.database.transaction(system, () => this.actWithoutCopy(requestId));
    const main = placed?.act.files.find((file) => file.role === 'MAIN')?.current;
    if (!placed || !main) return;
    const code = newCopyCode(() => randomBytes(1).readUInt8());
    const stamp = stampOf(placed, main.sha256, code, this.place.url());
    const drawn = await this.place.withSigned(main.sha256, (path) =>
      this.stamper.draw(stamp, path, main.pageCount),
    );
    const stored = await this.place.store(drawn);
    await this.database.transaction(system, () => this.keep(system, placed.act, { stamp, drawn, stored }));
  }

  private async actWithoutCopy(requestId: string): Promise<PlacedAct | null> {
    const act = await this.acts.find(requestId);
    if (!act) return null;
    if (await this.database.rows(CopyRow).existsBy({ requestId, edition: act.edition })) return null;
    const { bodyName } = await this.structure.aooIdentity(act.bodyId, act.aooId);
    const register = await this.structure.protocolRegister(act.aooId);
    return { act, bodyName, registerName: register.name };
  }

  private async keep(
    system: Actor,
    act: SignedAct,
    { stamp, drawn, stored }: { stamp: Stamp; drawn: DrawnCopy; stored: StoredObject },
  ): Promise<void> {
    const id = newId();
    const [kept] = await this.database.query<{ id: string }>(
      `INSERT INTO copy (id, body_id, request_id, edition, sha256, size, code, signed_sha256, kind, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (request_id, edition) DO NOTHING RETURNING id`,
      [
        id,
        act.bodyId,
        act.requestId,
        act.edition,
        stored.sha256,
        stored.size,
        stamp.code,
        stamp.signedSha256,
        drawn.kind,
        this.place.now(),
      ],
    );
    if (!kept) return;
    const { requestId } = act;
    await this.journal.append(
      { ...system, aooId: act.aooId },
      {
        stream: COPY_STREAM,
        streamId: id,
        type: 'copy.made',
        payload: {
          requestId,
          edition: act.edition,
          copyId: id,
          sha256: stored.sha256,
          signedSha256: stamp.signedSha256,
          kind: drawn.kind,
        },
      },
    );
  }
}

function stampOf(
  { act, bodyName, registerName }: PlacedAct,
  signedSha256: string,
  code: string,
  url: string,
): Stamp {
  const { registrationNumber: number, registeredOn: date } = act;
  return {
    bodyName,
    registration: number && date ? { register: registerName, number, date } : null,
    subject: act.subject,
    signers: act.signers.map(({ fullName, capacity, signedAt }) => ({
      fullName,
      capacity,
      signedOn: legalDate(signedAt),
    })),
    signedSha256,
    code,
    verificationUrl: url,
    codeUrl: `${url}/${code}`,
  };
}
