import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { sha256 as digest } from '@libro-firma/kernel';
import type { TrustedList } from '@libro-firma/trust';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { LOGGER, type Logger } from '../../platform/observability/logger';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { ListReader } from '../infrastructure/list-reader';
import { trustFolderOf, VERIFICATION_SETTINGS, type VerificationSettings } from '../verification.settings';

/** A list with its name: the digest of its bytes, which are in the object store. */
export interface ListInUse {
  readonly sha256: string;
  readonly origin: 'FETCHED' | 'IMPORTED';
  readonly list: TrustedList;
}

const NOBODY = { bodyId: null, personId: null };
const LIST_FILE = /\.xml$/i;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The trusted lists of this installation: those that were fetched and accepted, and those that `trust import` put into
 * the trust folder, for networks that reach no list. Of two for one territory the one with the higher number counts.
 */
@Injectable()
export class TrustedLists implements OnApplicationBootstrap {
  private readonly bySha256 = new Map<string, TrustedList>();
  private readonly folder: string;
  private imported: { readonly stamp: string; readonly lists: readonly ListInUse[] } = {
    stamp: '',
    lists: [],
  };
  private last: readonly ListInUse[] = [];

  constructor(
    private readonly database: Database,
    private readonly reader: ListReader,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(PLATFORM_SETTINGS) platform: PlatformSettings,
    @Inject(VERIFICATION_SETTINGS) settings: VerificationSettings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.folder = trustFolderOf(settings, platform.DATA_DIR);
  }

  /** Whoever cannot wait finds them loaded; a database that is away at the start is asked again at the first use. */
  async onApplicationBootstrap(): Promise<void> {
    await this.current().catch((fault: unknown) => {
      this.logger.warn({ err: fault }, 'the trusted lists are not loaded yet');
    });
  }

  /** Those in use now, stale ones too: who judges with them counts those for nothing, and says so. */
  async current(): Promise<readonly ListInUse[]> {
    const rows = await this.database.transaction(NOBODY, () =>
      this.database.query<{ sha256: string }>(
        `SELECT DISTINCT ON (territory) sha256 FROM trusted_list
          ORDER BY territory, sequence_number DESC, accepted_at DESC`,
      ),
    );
    const fetched = await this.find(rows.map(({ sha256 }) => sha256));
    this.last = newestOfEach([...fetched, ...(await this.importedLists())]);
    return this.last;
  }

  /** Those that {@link current} gave last, for who cannot wait. */
  lastLoaded(): readonly ListInUse[] {
    return this.last;
  }

  /** Lists by their digests, out of the object store. @throws ObjectMissing */
  async find(digests: readonly string[]): Promise<readonly ListInUse[]> {
    return Promise.all(
      digests.map(async (sha256) => {
        const known = this.bySha256.get(sha256);
        const list = known ?? (await this.load(sha256));
        this.bySha256.set(sha256, list);
        return { sha256, origin: 'FETCHED' as const, list };
      }),
    );
  }

  private async load(sha256: string): Promise<TrustedList> {
    const bytes = await buffer(await this.store.read(sha256));
    if (digest(bytes).toString('hex') !== sha256)
      throw new Error(`trusted list ${sha256} has other bytes in the store`);
    const list = await this.reader.read(bytes);
    if (!list) throw new Error(`trusted list ${sha256} cannot be read any more`);
    return list;
  }

  private async importedLists(): Promise<readonly ListInUse[]> {
    const files = existsSync(this.folder)
      ? readdirSync(this.folder).filter((file) => LIST_FILE.test(file))
      : [];
    const stamp = files.map((file) => `${file} ${statSync(join(this.folder, file)).mtimeMs}`).join('\n');
    if (stamp === this.imported.stamp) return this.imported.lists;
    const lists = await Promise.all(files.map((file) => this.importFrom(join(this.folder, file))));
    this.imported = { stamp, lists: lists.filter((list) => list !== null) };
    return this.imported.lists;
  }

  /** Into the store as well: a verification that rested on it can be made again when the folder has changed. */
  private async importFrom(file: string): Promise<ListInUse | null> {
    const bytes = readFileSync(file);
    const list = bytes.length > MAX_BYTES ? null : await this.reader.read(bytes);
    if (!list) {
      this.logger.warn({ file }, 'this file of the trust folder is no trusted list');
      return null;
    }
    const { sha256 } = await this.store.put(bytes);
    this.bySha256.set(sha256, list);
    return { sha256, origin: 'IMPORTED', list };
  }
}

function newestOfEach(lists: readonly ListInUse[]): readonly ListInUse[] {
  const newest = new Map<string, ListInUse>();
  for (const each of lists) {
    const known = newest.get(each.list.territory);
    if (!known || known.list.sequenceNumber < each.list.sequenceNumber) newest.set(each.list.territory, each);
  }
  return [...newest.values()].sort((a, b) => a.list.territory.localeCompare(b.list.territory));
}
