import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { readCertificates } from '@libro-firma/asn1';
import type { Clock } from '@libro-firma/kernel';
import { askPublicly } from '@libro-firma/signature';
import type { TrustedList } from '@libro-firma/trust';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { LOGGER, type Logger } from '../../platform/observability/logger';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { ListReader, type VerifiedLists } from '../infrastructure/list-reader';
import { TrustedListRow, TrustedListSourceRow } from '../infrastructure/trusted-list.rows';
import { VERIFICATION_SETTINGS, type VerificationSettings } from '../verification.settings';

const NOBODY = { bodyId: null, personId: null };
const LIST_OF_LISTS = 'EU';
const XML_LIST = 'application/vnd.etsi.tsl+xml';
/** How the list of lists names its earlier issues in which who may sign it changed (TS 119 615 §4.1.4). */
const PIVOT = /pivot[^/]*\.xml$/i;
const MAX_PIVOTS = 20;
const MAX_BYTES = 32 * 1024 * 1024;
const LONGEST_MS = 60_000;
const HOUR_MS = 3_600_000;

/** What an address gave; `changed` bytes replace what is known of it only once they are accepted. */
interface Given {
  readonly url: string;
  readonly territory: string;
  readonly bytes: Buffer;
  readonly changed: { readonly etag: string | null; readonly lastModified: string | null } | null;
}

/**
 * Fetches the list of lists and the lists of the configured territories, verifies them in a thread and keeps those that
 * are signed by who may sign them. What cannot be fetched or is refused leaves in force what was accepted before, which
 * counts until it is stale. Only addresses that a believed list of lists names are asked.
 *
 * @standard ETSI TS 119 615 §4.1 to §4.3; Decision (EU) 2015/1505
 */
@Injectable()
export class RefreshTrustedLists {
  constructor(
    private readonly database: Database,
    private readonly reader: ListReader,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(VERIFICATION_SETTINGS) private readonly settings: VerificationSettings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Does nothing before the lists are due again; any number of processes may call it. */
  async execute(): Promise<void> {
    const { VERIFY_ONLINE, TRUSTED_LISTS_JOURNAL, TRUSTED_LISTS_URL } = this.settings;
    if (!VERIFY_ONLINE || TRUSTED_LISTS_JOURNAL === undefined) return;
    const source = await this.source(TRUSTED_LISTS_URL);
    const dueAt = (source?.askedAt.getTime() ?? 0) + this.settings.TRUSTED_LISTS_EVERY_HOURS * HOUR_MS;
    if (this.clock.now().getTime() < dueAt) return;
    await this.refresh(readCertificates(readFileSync(TRUSTED_LISTS_JOURNAL)).map(({ der }) => der));
  }

  private async refresh(journalCertificates: readonly Buffer[]): Promise<void> {
    const top = await this.ask(this.settings.TRUSTED_LISTS_URL, LIST_OF_LISTS);
    if (!top) return;
    const claimed = await this.reader.read(top.bytes);
    const pivots = await this.pivotsOf(claimed);
    const verify = async (lists: readonly Given[]): Promise<VerifiedLists> =>
      this.reader.assemble({
        listOfLists: top.bytes,
        pivots: pivots.map(({ bytes }) => bytes),
        lists: lists.map(({ bytes }) => bytes),
        journalCertificates,
        knownSequenceNumbers: await this.knownSequenceNumbers(),
        at: this.clock.now(),
      });
    const alone = await verify([]);
    if (!alone.listOfLists) return this.settle([top], alone);
    const lists: Given[] = [];
    for (const [territory, url] of this.locationsIn(alone.listOfLists.list)) {
      const given = await this.ask(url, territory);
      if (given) lists.push(given);
    }
    await this.settle([top, ...pivots, ...lists], await verify(lists));
  }

  /** A pivot never changes: each is asked for once. */
  private async pivotsOf(listOfLists: TrustedList | null): Promise<readonly Given[]> {
    const urls = (listOfLists?.schemeInformationUris ?? []).filter((uri) => PIVOT.test(uri));
    const pivots: Given[] = [];
    for (const url of urls.slice(0, MAX_PIVOTS)) {
      const known = await this.source(url);
      const given = known?.sha256
        ? { url, territory: LIST_OF_LISTS, bytes: await this.stored(known.sha256), changed: null }
        : await this.ask(url, LIST_OF_LISTS);
      if (given) pivots.push(given);
    }
    return pivots;
  }

  private locationsIn({ pointers }: TrustedList): ReadonlyMap<string, string> {
    const wanted = new Set(this.settings.TRUSTED_LISTS_TERRITORIES);
    return new Map(
      pointers
        .filter(({ territory, mediaType }) => wanted.has(territory) && (mediaType || XML_LIST) === XML_LIST)
        .map(({ territory, location }) => [territory, location]),
    );
  }

  /** What the address gives now, or what it gave before when nothing changed; undefined, with the reason kept. */
  private async ask(url: string, territory: string): Promise<Given | undefined> {
    const known = await this.source(url);
    const isHeld = typeof known?.sha256 === 'string';
    const answer = await askPublicly(
      {
        url,
        maxBytes: MAX_BYTES,
        headers: {
          ...(isHeld && known.etag && { 'if-none-match': known.etag }),
          ...(isHeld && known.lastModified && { 'if-modified-since': known.lastModified }),
        },
      },
      { timeoutMilliseconds: LONGEST_MS, exceptions: this.settings.VERIFY_INNER_HOSTS },
    );
    if (!answer.ok) {
      this.logger.warn({ url, code: answer.refusal.code }, 'a trusted list cannot be fetched');
      await this.note({ url, territory, fault: answer.refusal.code });
      return known?.sha256
        ? { url, territory, bytes: await this.stored(known.sha256), changed: null }
        : undefined;
    }
    const { bytes, etag = null, lastModified = null } = answer.value;
    if (bytes) return { url, territory, bytes, changed: { etag, lastModified } };
    if (!known?.sha256) return undefined;
    await this.note({ url, territory, fault: null, answeredAt: this.clock.now() });
    return { url, territory, bytes: await this.stored(known.sha256), changed: null };
  }

  /** Keeps what was accepted, and of what was not, why. */
  private async settle(given: readonly Given[], verified: VerifiedLists): Promise<void> {
    const accepted = [...(verified.listOfLists ? [verified.listOfLists] : []), ...verified.lists];
    const acceptedAt = this.clock.now();
    for (const { url, territory, bytes, changed } of given) {
      const { sha256 } = await this.store.put(bytes);
      const list = accepted.find((one) => one.sha256 === sha256);
      const isPivot = PIVOT.test(url);
      if (list) await this.accept({ ...list, acceptedAt });
      const fault = verified.refused.find((one) => one.sha256 === sha256)?.fault ?? null;
      if (fault) this.logger.warn({ url, fault, sha256 }, 'a trusted list is refused');
      const isTaken = list !== undefined || (isPivot && verified.listOfLists !== undefined);
      if (changed && isTaken)
        await this.note({ url, territory, fault: null, answeredAt: acceptedAt, sha256, ...changed });
      else if (fault) await this.note({ url, territory, fault });
    }
  }

  private async accept({
    list,
    sha256,
    signerSha256,
    acceptedAt,
  }: VerifiedLists['lists'][number] & { readonly acceptedAt: Date }): Promise<void> {
    await this.database.transaction(NOBODY, () =>
      this.database
        .rows(TrustedListRow)
        .createQueryBuilder()
        .insert()
        .values({
          sha256,
          territory: list.territory,
          sequenceNumber: list.sequenceNumber,
          issuedAt: list.issued ?? null,
          nextUpdateAt: list.nextUpdate ?? null,
          signerSha256,
          acceptedAt,
        })
        .orIgnore()
        .execute(),
    );
  }

  private async knownSequenceNumbers(): Promise<[string, number][]> {
    const rows = await this.database.transaction(NOBODY, () =>
      this.database.query<{ territory: string; known: number }>(
        'SELECT territory, max(sequence_number) AS known FROM trusted_list GROUP BY territory',
      ),
    );
    return rows.map(({ territory, known }) => [territory, known]);
  }

  private source(url: string): Promise<TrustedListSourceRow | null> {
    return this.database.transaction(NOBODY, () =>
      this.database.rows(TrustedListSourceRow).findOneBy({ url }),
    );
  }

  private async note(
    what: Partial<TrustedListSourceRow> & Pick<TrustedListSourceRow, 'url' | 'territory' | 'fault'>,
  ): Promise<void> {
    await this.database.transaction(NOBODY, () =>
      this.database
        .rows(TrustedListSourceRow)
        .upsert({ ...what, askedAt: this.clock.now() }, { conflictPaths: ['url'] }),
    );
  }

  private async stored(sha256: string): Promise<Buffer> {
    return buffer(await this.store.read(sha256));
  }
}
