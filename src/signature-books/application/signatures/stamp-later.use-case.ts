import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, type Result } from '@libro-firma/kernel';
import { appendDocumentTimestamp } from '@libro-firma/signature';
import { allBodies } from '../../../organisation';
import { Plichi, type PlicoFile, withStoredSource } from '../../../documents';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { type Actor, systemActor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore, type StoredObject } from '../../../platform/storage';
import { SigningTimestamps } from '../../../signing';
import { SIGNED_STATES } from '../../domain/request.states';
import { nextTryAfter } from '../../domain/verdict-on-signature';
import { SigningItemRow } from '../../infrastructure/batch.rows';
import { SigningRequestRow } from '../../infrastructure/request.rows';
import { SigningRequests } from '../../infrastructure/signing-requests';
import { grownFile } from './grown-file';

/** Files of one round; the next round takes the rest. */
const OF_ONE_ROUND = 50;
/** Between the tries of one that its authority still does not give. */
const PATIENCE = 4;

interface OwedFile {
  readonly request: SigningRequestRow;
  readonly file: PlicoFile;
}

/**
 * Appends to signed files the timestamps that no authority gave when they were made. Only once the route is complete: while
 * people sign, the bytes before them stay. What was registered or packed meanwhile stays beside the file that has grown.
 */
@Injectable()
export class StampLater {
  constructor(
    private readonly database: Database,
    private readonly requests: SigningRequests,
    private readonly plichi: Plichi,
    private readonly timestamps: SigningTimestamps,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Every timestamp whose next try is due, of every body. */
  async stampDue(): Promise<void> {
    if (!this.timestamps.source) return;
    for (const bodyId of await allBodies(this.database)) {
      const system = systemActor(bodyId, '');
      const due = await this.database.transaction(system, () =>
        this.database.query<{ requestId: string; fileId: string }>(
          `SELECT DISTINCT request_id AS "requestId", plico_file_id AS "fileId" FROM signing_item
            WHERE stamp_at <= $1 LIMIT ${OF_ONE_ROUND}`,
          [this.clock.now()],
        ),
      );
      for (const { requestId, fileId } of due) await this.stamp(system, requestId, fileId);
    }
  }

  private async stamp(system: Actor, requestId: string, fileId: string): Promise<void> {
    const owed = await this.database.transaction(system, () => this.find(requestId, fileId));
    const isSigned = owed && (SIGNED_STATES as readonly string[]).includes(owed.request.state);
    const stamped = isSigned ? await this.append(owed.file.current.sha256) : null;
    await this.database.transaction(system, async () => {
      await this.requests.lock(requestId);
      const now = await this.find(requestId, fileId);
      const isSame = now && now.file.current.versionId === owed?.file.current.versionId;
      if (now && isSame && stamped?.ok) await this.grow(system, now, stamped.value);
      const isOver = !now || ['RETURNED', 'RECALLED', 'EXPIRED', 'CANCELLED'].includes(now.request.state);
      const stampAt = isOver || stamped?.ok ? null : nextTryAfter(this.clock.now(), PATIENCE);
      await this.database.rows(SigningItemRow).update({ requestId, plicoFileId: fileId }, { stampAt });
    });
  }

  /** Null for a file of a revision that is over. */
  private async find(requestId: string, fileId: string): Promise<OwedFile | null> {
    const request = await this.database.rows(SigningRequestRow).findOneByOrFail({ id: requestId });
    const files = (await this.plichi.files([request])).get(request.plicoId) ?? [];
    const file = files.find(({ id }) => id === fileId);
    return file ? { request, file } : null;
  }

  /** Holds no lock: an authority takes its time. */
  private async append(sha256: string): Promise<Result<StoredObject> | null> {
    const { source: authority } = this.timestamps;
    if (!authority) return null;
    return withStoredSource(this.store, sha256, async (source, path) => {
      const stamped = await appendDocumentTimestamp(source, authority);
      if (!stamped.ok) return stamped;
      return accept(await this.store.put(grownFile(path, source, stamped.value.increment)));
    });
  }

  private async grow(system: Actor, { request, file }: OwedFile, stored: StoredObject): Promise<void> {
    const { sha256, size } = stored;
    const fromVersionId = file.current.versionId;
    await this.plichi.growAll(request.bodyId, [
      { fileId: file.id, fromVersionId, sha256, size, signaturesMore: 0 },
    ]);
    await this.requests.note({ ...system, aooId: request.aooId }, request, {
      type: 'signing-request.timestamp-appended',
      payload: { fileId: file.id, sha256 },
    });
  }
}
