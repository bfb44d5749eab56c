import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId } from '@libro-firma/kernel';
import { IsNull, MoreThan } from 'typeorm';
import { CLOCK } from '../clock';
import { Database } from '../database/database';
import { AccessTokenRow } from './access-token.row';
import { hashOfToken } from './token-hash';

const TOKEN_BYTES = 32;
/** Lets scanners of source code and of logs recognise a token that got there. */
export const TOKEN_PREFIX = 'lf_';
const USED_EVERY_MS = 60_000;

export interface Login {
  readonly personId: string;
  readonly bodyId: string;
}

/** Makes, finds and ends the tokens of programs. Making and ending join the caller's unit of work. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The token is returned once; it exists nowhere else. */
  async open(
    { personId, bodyId }: Login,
    { name, expiresAt }: { name: string; expiresAt: Date },
  ): Promise<{ id: string; token: string }> {
    const [id, token] = [newId(), `${TOKEN_PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`];
    await this.database.rows(AccessTokenRow).insert({
      ...{ id, tokenHash: hashOfToken(token), bodyId, personId, name, expiresAt },
      createdAt: this.clock.now(),
      usedAt: null,
      revokedAt: null,
    });
    return { id, token };
  }

  /** Whose token this is, while it is in force. */
  async find(token: string): Promise<Login | null> {
    if (!token.startsWith(TOKEN_PREFIX)) return null;
    return this.database.transaction({ bodyId: null, personId: null }, async () => {
      const rows = this.database.rows(AccessTokenRow);
      const now = this.clock.now();
      const found = await rows.findOneBy({ tokenHash: hashOfToken(token), ...inForceAt(now) });
      if (!found) return null;
      const { id, personId, bodyId, usedAt } = found;
      if (!usedAt || now.getTime() - usedAt.getTime() >= USED_EVERY_MS)
        await rows.update({ id }, { usedAt: now });
      return { personId, bodyId };
    });
  }

  /** In force now, newest first: of one person, or of the whole body. */
  async list(bodyId: string, personId?: string): Promise<AccessTokenRow[]> {
    return this.database.rows(AccessTokenRow).find({
      where: { bodyId, ...(personId !== undefined && { personId }), ...inForceAt(this.clock.now()) },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  }

  /** False when no such token of this person, or of the whole body, is in force. */
  async revoke(id: string, bodyId: string, personId?: string): Promise<boolean> {
    const now = this.clock.now();
    const revoked = await this.database
      .rows(AccessTokenRow)
      .update(
        { id, bodyId, ...(personId !== undefined && { personId }), ...inForceAt(now) },
        { revokedAt: now },
      );
    return revoked.affected === 1;
  }
}

function inForceAt(now: Date) {
  return { revokedAt: IsNull(), expiresAt: MoreThan(now) };
}
