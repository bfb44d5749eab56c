import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../clock';
import { Database } from '../database/database';
import { SessionRow } from './session.row';
import { hashOfToken } from './token-hash';

const TOKEN_BYTES = 32;
export const SESSION_HOURS = 10;
const NOBODY = { bodyId: null, personId: null };

/** Opens, finds and closes logins. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Returns the token that goes into the cookie; it exists nowhere else. */
  async open(person: { personId: string; bodyId: string }): Promise<string> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const now = this.clock.now();
    await this.database.transaction(NOBODY, () =>
      this.database.rows(SessionRow).insert({
        tokenHash: hashOfToken(token),
        personId: person.personId,
        bodyId: person.bodyId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + SESSION_HOURS * 3_600_000),
      }),
    );
    return token;
  }

  async find(token: string): Promise<{ personId: string; bodyId: string } | null> {
    const session = await this.database.transaction(NOBODY, () =>
      this.database.rows(SessionRow).findOneBy({ tokenHash: hashOfToken(token) }),
    );
    if (!session || session.expiresAt <= this.clock.now()) return null;
    return { personId: session.personId, bodyId: session.bodyId };
  }

  async close(token: string): Promise<void> {
    await this.database.transaction(NOBODY, () =>
      this.database.rows(SessionRow).delete({ tokenHash: hashOfToken(token) }),
    );
  }
}
