import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Seals } from '../../organisation';
import { Database } from '../../platform/database/database';
import type { Actor } from '../../platform/identity';
import { TrustedListSourceRow } from '../infrastructure/trusted-list.rows';
import { describeList } from './trust-snapshots';
import { TrustedLists } from './trusted-lists';

const DAY_MS = 86_400_000;

/** How old what we trust is, and whether reports can be sealed: for who must know before they rest on it. */
@Injectable()
export class ListTrustedLists {
  constructor(
    private readonly database: Database,
    private readonly lists: TrustedLists,
    private readonly seals: Seals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor) {
    const seal = await this.seals.describe(actor);
    const now = this.clock.now();
    const [inUse, sources] = [
      await this.lists.current(),
      await this.database.transaction({ bodyId: null, personId: null }, () =>
        this.database.rows(TrustedListSourceRow).find({ order: { territory: 'ASC', url: 'ASC' } }),
      ),
    ];
    return {
      seal: seal.ok
        ? { holder: seal.value.name, validTo: seal.value.validTo.toISOString(), because: null }
        : { holder: null, validTo: null, because: seal.refusal.text },
      lists: inUse.map((each) => ({
        ...describeList(each, now),
        origin: each.origin,
        ageInDays: each.list.issued
          ? Math.floor((now.getTime() - each.list.issued.getTime()) / DAY_MS)
          : null,
      })),
      sources: sources.map(({ url, territory, askedAt, answeredAt, fault }) => ({
        url,
        territory,
        askedAt: askedAt.toISOString(),
        answeredAt: answeredAt?.toISOString() ?? null,
        fault,
      })),
    };
  }
}
