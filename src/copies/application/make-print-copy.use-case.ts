import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { legalDate, newId } from '@libro-firma/kernel';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import type { Actor } from '../../platform/identity';
import { numberText } from '../../protocol';
import { VerifyFile } from '../../verification';
import { newCopyCode } from '../domain/copy-code';
import type { Stamp, StampedSigner } from '../domain/stamp';
import { CopyRow } from '../infrastructure/copy.row';
import { Stamper } from '../infrastructure/stamper';
import { CopyPlace } from './copy-place';
import { EntriesToPrint, type PlacedEntry } from './entries-to-print';
import { COPY_STREAM } from './make-copy.use-case';

export const COPY_TO_PRINT = 'copy.to-print';

/**
 * Makes the copy that goes on paper to whoever has no digital address (CAD art. 3-bis, c. 4-bis; art. 23-ter, c. 5). One for
 * each entry of the register, whatever the number of its recipients.
 */
@Injectable()
export class MakePrintCopy {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly entries: EntriesToPrint,
    private readonly verify: VerifyFile,
    private readonly stamper: Stamper,
    private readonly place: CopyPlace,
  ) {}

  /** Done twice, it leaves one copy and says once which dispatch it is for. */
  async execute(system: Actor, dispatchId: string, registrationId: string): Promise<void> {
    const placed = await this.database.transaction(system, () => this.entries.find(registrationId));
    if (!placed) return;
    if (!(await this.database.transaction(system, () => this.isMade(registrationId))))
      await this.make(system, placed);
    await this.database.transaction(system, () => this.assign(system, dispatchId, placed));
  }

  private isMade(registrationId: string): Promise<boolean> {
    return this.database.rows(CopyRow).existsBy({ registrationId });
  }

  private async make(system: Actor, placed: PlacedEntry): Promise<void> {
    const { entry, sha256, fileName } = placed;
    const code = newCopyCode(() => randomBytes(1).readUInt8());
    const stamp = stampOf(placed, await this.signersOf(sha256, fileName), code, this.place.url());
    const drawn = await this.place.withSigned(sha256, (path) => this.stamper.draw(stamp, path, null));
    const stored = await this.place.store(drawn);
    await this.database.transaction(system, () =>
      this.database.query(
        `INSERT INTO copy (id, body_id, registration_id, edition, sha256, size, code, signed_sha256, kind, signers, created_at)
         VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (registration_id) DO NOTHING`,
        [
          newId(),
          entry.bodyId,
          entry.id,
          stored.sha256,
          stored.size,
          code,
          sha256,
          drawn.kind,
          JSON.stringify(stamp.signers),
          this.place.now(),
        ],
      ),
    );
  }

  /**
   * Whose signatures are in the file as it was registered, which may be an envelope around what is shown, and were not
   * broken; without a proof of the time the copy states none.
   */
  private async signersOf(sha256: string, fileName: string): Promise<StampedSigner[]> {
    const { signatures } = await this.verify.judgeStored(sha256, fileName);
    return signatures.flatMap(({ type, indication, signer, bestSignatureTime: { time, proven } }) => {
      const fullName = signer?.commonName ?? signer?.subject;
      if (type === 'TIMESTAMP' || indication === 'TOTAL_FAILED' || !fullName) return [];
      return [{ fullName, capacity: null, signedOn: proven ? legalDate(new Date(time)) : null }];
    });
  }

  private async assign(system: Actor, dispatchId: string, { entry }: PlacedEntry): Promise<void> {
    const { id: copyId, sha256 } = await this.database.rows(CopyRow).findOneByOrFail({
      registrationId: entry.id,
    });
    const assigned = await this.database.query(
      `INSERT INTO dispatch_copy (dispatch_id, body_id, copy_id) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING dispatch_id`,
      [dispatchId, entry.bodyId, copyId],
    );
    if (assigned.length === 0) return;
    await this.journal.append(
      { ...system, aooId: entry.aooId },
      {
        stream: COPY_STREAM,
        streamId: copyId,
        type: COPY_TO_PRINT,
        payload: { dispatchId, registrationId: entry.id, copyId, sha256 },
      },
    );
  }
}

function stampOf(
  { entry, sha256, registerName }: PlacedEntry,
  signers: readonly StampedSigner[],
  code: string,
  url: string,
): Stamp {
  return {
    bodyName: entry.names?.bodyName ?? '',
    registration: { register: registerName, number: numberText(entry.number), date: entry.registeredOn },
    subject: entry.subject,
    signers,
    signedSha256: sha256,
    code,
    verificationUrl: url,
    codeUrl: `${url}/${code}`,
  };
}
