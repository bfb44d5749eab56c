import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { allBodies, Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import { type Actor, systemActor } from '../../../platform/identity';
import { PROTOCOL_SETTINGS, type ProtocolSettings } from '../../protocol.settings';

/** Which folders are watched: one of each AOO of each body. */
@Injectable()
export class IntakeFolders {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    @Inject(PROTOCOL_SETTINGS) private readonly settings: ProtocolSettings,
  ) {}

  /** None where no folder is configured. */
  async list(): Promise<{ actor: Actor; path: string }[]> {
    const root = this.settings.INTAKE_FOLDER;
    if (root === undefined) return [];
    const folders: { actor: Actor; path: string }[] = [];
    for (const bodyId of await allBodies(this.database)) {
      const { body, aoos } = await this.database.transaction({ bodyId, personId: null }, () =>
        this.structure.tree(bodyId),
      );
      for (const aoo of aoos)
        folders.push({ actor: systemActor(bodyId, aoo.id), path: join(root, body.ipaCode, aoo.code) });
    }
    return folders;
  }
}
