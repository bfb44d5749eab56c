import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Journal } from '../../platform/database/journal/journal';
import { type AccessTokenRow, AccessTokens, type Actor } from '../../platform/identity';
import { organisationRefusals } from '../domain/organisation.refusals';
import { People } from './people';

const DAY_MS = 86_400_000;
const MOST_IN_FORCE = 20;

export interface AccessTokenNote {
  readonly id: string;
  readonly name: string;
  readonly person: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

/**
 * Tokens by which a program acts in the name of one person, with the powers that this person has when it acts. What
 * asks for a person, such as authorising signatures or making another token, stays closed to them.
 */
@Injectable()
export class AccessTokenDesk {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly tokens: AccessTokens,
    private readonly people: People,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async make(
    actor: Actor,
    wanted: { name: string; days: number },
  ): Promise<Result<{ id: string; token: string; expiresAt: string }>> {
    return this.database.transaction(actor, async () => {
      const owner = ownerOf(actor);
      if ((await this.tokens.list(owner.bodyId, owner.personId)).length >= MOST_IN_FORCE)
        return refuse(organisationRefusals.TOO_MANY_TOKENS({ limit: MOST_IN_FORCE }));
      const expiresAt = new Date(this.clock.now().getTime() + wanted.days * DAY_MS);
      const made = await this.tokens.open(owner, { name: wanted.name, expiresAt });
      await this.journal.append(actor, {
        stream: 'access-token',
        streamId: made.id,
        type: 'access-token.made',
        payload: { name: wanted.name, expiresAt: expiresAt.toISOString() },
      });
      return accept({ ...made, expiresAt: expiresAt.toISOString() });
    });
  }

  /** Those in force: one's own, or `ofEverybody` in the body. */
  async list(actor: Actor, ofEverybody: boolean): Promise<AccessTokenNote[]> {
    return this.database.transaction(actor, async () => {
      const { bodyId, personId } = ownerOf(actor);
      const rows = await this.tokens.list(bodyId, ofEverybody ? undefined : personId);
      const people = await this.people.find(rows.map((row) => row.personId));
      return rows.map((row) => noteOf(row, people.get(row.personId)?.fullName ?? ''));
    });
  }

  async revoke(actor: Actor, id: string, ofEverybody: boolean): Promise<Result<{ id: string }>> {
    return this.database.transaction(actor, async () => {
      const { bodyId, personId } = ownerOf(actor);
      const isRevoked = await this.tokens.revoke(id, bodyId, ofEverybody ? undefined : personId);
      if (!isRevoked) return refuse(organisationRefusals.TOKEN_NOT_FOUND());
      await this.journal.append(actor, {
        stream: 'access-token',
        streamId: id,
        type: 'access-token.revoked',
        payload: {},
      });
      return accept({ id });
    });
  }
}

function ownerOf({ bodyId, personId }: Actor): { bodyId: string; personId: string } {
  if (personId === null) throw new Error('the system needs no token');
  return { bodyId, personId };
}

function noteOf(row: AccessTokenRow, person: string): AccessTokenNote {
  const { id, name, createdAt, expiresAt, usedAt } = row;
  return {
    id,
    name,
    person,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    usedAt: usedAt?.toISOString() ?? null,
  };
}
