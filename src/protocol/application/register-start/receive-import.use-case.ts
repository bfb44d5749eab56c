import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { In } from 'typeorm';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { OBJECT_STORE, ObjectTooLarge, type ObjectStore, type StoredObject } from '../../../platform/storage';
import type { ImportEncoding } from '../../domain/register-start/import-columns';
import { IMPORT_ABANDONED, IMPORT_REPLACED } from '../../domain/register-start/register-import';
import { registerImportStates } from '../../domain/register-start/register-import.states';
import { registerStartRefusals } from '../../domain/register-start/register-start.refusals';
import type { RegisterKey } from '../../domain/registration-entry';
import { RegisterImportRow } from '../../infrastructure/register-start/register-start.rows';
import { PROTOCOL_SETTINGS, type ProtocolSettings } from '../../protocol.settings';
import { ImportMoves } from './import-moves';
import { RegisterPlace } from './register-place';

export interface ReceivedRegister {
  readonly registerId?: string | undefined;
  readonly fileName: string;
  readonly encoding: ImportEncoding;
  readonly bytes: Readable;
}

/** Takes in the file of an old register. It is read afterwards; a file before it gives way, from zero. */
@Injectable()
export class ReceiveImport {
  constructor(
    private readonly database: Database,
    private readonly moves: ImportMoves,
    private readonly place: RegisterPlace,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(PROTOCOL_SETTINGS) private readonly settings: ProtocolSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, received: ReceivedRegister): Promise<Result<{ id: string }>> {
    const free = await this.database.transaction(actor, () => this.free(actor, received.registerId));
    if (!free.ok) return free;
    const stored = await this.keep(received.bytes);
    if (!stored.ok) return stored;
    return this.database.transaction(actor, async () => {
      const key = await this.free(actor, received.registerId); // again: the upload took its time
      if (!key.ok) return key;
      await this.replaceEarlier(actor, key.value);
      return accept({ id: await this.begin(actor, key.value, received, stored.value) });
    });
  }

  /** What was loaded so far goes; the register is as if the file had never come. */
  async abandon(actor: Actor, id: string): Promise<Result<null>> {
    return this.database.transaction(actor, async () => {
      const isThere = await this.database.rows(RegisterImportRow).existsBy({ id, aooId: actor.aooId });
      if (!isThere) return refuse(registerStartRefusals.IMPORT_NOT_FOUND());
      const moved = await this.moves.move(actor, id, { action: 'abandon', type: IMPORT_ABANDONED });
      if (!moved) return refuse(registerStartRefusals.IMPORT_NOT_RUNNING());
      return accept(null);
    });
  }

  private async free(actor: Actor, registerId: string | undefined): Promise<Result<RegisterKey>> {
    const found = await this.place.find(actor, registerId);
    if (!found.ok) return found;
    const { code: _code, name: _name, ...key } = found.value;
    const held = await this.place.holdUnnumbered(key);
    if (!held.ok) return held;
    const isRunning = await this.database
      .rows(RegisterImportRow)
      .existsBy({ registerId: key.registerId, state: 'LOADING' });
    return isRunning ? refuse(registerStartRefusals.IMPORT_RUNNING()) : accept(key);
  }

  private async keep(bytes: Readable): Promise<Result<StoredObject>> {
    const maximum = this.settings.REGISTER_IMPORT_MAX_BYTES;
    try {
      const stored = await this.store.put(bytes, maximum);
      return stored.size === 0 ? refuse(registerStartRefusals.IMPORT_EMPTY()) : accept(stored);
    } catch (fault) {
      if (fault instanceof ObjectTooLarge)
        return refuse(registerStartRefusals.IMPORT_TOO_LARGE({ maximum: Math.floor(maximum / 1024 / 1024) }));
      throw fault;
    }
  }

  private async replaceEarlier(actor: Actor, { registerId }: RegisterKey): Promise<void> {
    const inTheWay = { registerId, state: In(['LOADED', 'SEALED']) };
    for (const { id } of await this.database.rows(RegisterImportRow).findBy(inTheWay))
      await this.moves.move(actor, id, { action: 'replace', type: IMPORT_REPLACED });
  }

  private async begin(
    actor: Actor,
    key: RegisterKey,
    { fileName, encoding }: ReceivedRegister,
    { sha256, size }: StoredObject,
  ): Promise<string> {
    const id = newId();
    const row = {
      id,
      ...key,
      state: registerImportStates.initial,
      fileName,
      fileSha256: sha256,
      size: String(size),
      encoding,
      importedBy: actor.personId ?? '',
      receivedAt: this.clock.now(),
    };
    await this.moves.begin(actor, row, { registerId: key.registerId, fileName, sha256, size });
    return id;
  }
}
