import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, refuse, type Result } from '@libro-firma/kernel';
import { Structure } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { type DailyContent, masked } from '../../domain/daily-register';
import { dailyRefusals } from '../../domain/daily-register.refusals';
import { numberText } from '../../domain/registration-number';
import { dailyPdf } from '../../infrastructure/daily-pdf';
import { DailyRegisterRow, DailyRegisterTimestampRow } from '../../infrastructure/daily-register.rows';

/** In full for who answers for the register and for preservation; for others reserved entries are masked. */
const IN_FULL = ['records-manager', 'records-manager-vicar', 'preservation-manager'];

export interface DayFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

@Injectable()
export class DailyRegisters {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The days of the AOO's protocol register, newest first, below `before`. */
  async list(actor: Actor, { limit, before }: { limit: number; before: string | null }) {
    return this.database.transaction(actor, async () => {
      const { id: registerId } = await this.structure.protocolRegister(actor.aooId);
      const rows = await this.database.query<DailyRegisterRow & { day: string; stamped: boolean }>(
        `SELECT closed.id, closed.day::text, closed.identifier, closed.first_number AS "firstNumber",
                closed.last_number AS "lastNumber", closed.entry_count AS "entryCount",
                closed.due_on::text AS "dueOn", closed.closed_at AS "closedAt", stamped.token IS NOT NULL AS stamped
           FROM daily_register closed
           LEFT JOIN daily_register_timestamp stamped ON stamped.daily_register_id = closed.id
          WHERE closed.register_id = $1 AND ($2::date IS NULL OR closed.day < $2::date)
          ORDER BY closed.day DESC LIMIT $3`,
        [registerId, before, limit + 1],
      );
      const shown = rows.slice(0, limit);
      return {
        items: shown.map((row) => ({
          id: row.id,
          day: row.day,
          identifier: row.identifier,
          firstNumber: row.firstNumber === null ? null : numberText(row.firstNumber),
          lastNumber: row.lastNumber === null ? null : numberText(row.lastNumber),
          count: row.entryCount,
          dueOn: row.dueOn,
          closedAt: row.closedAt.toISOString(),
          /** Closed after the working day by whose end it had to be ready. */
          late: legalDate(row.closedAt) > row.dueOn,
          stamped: row.stamped,
        })),
        next: rows.length > limit ? (shown.at(-1)?.day ?? null) : null,
        today: legalDate(this.clock.now()),
      };
    });
  }

  async content(actor: Actor, id: string, format: 'json' | 'pdf'): Promise<Result<DayFile>> {
    const row = await this.database.transaction(actor, () =>
      this.database.rows(DailyRegisterRow).findOneBy({ id, aooId: actor.aooId }),
    );
    if (!row) return refuse(dailyRefusals.DAY_NOT_FOUND());
    const isFull = actor.roles.some((role) => IN_FULL.includes(role));
    const mediaType = format === 'json' ? 'application/json' : 'application/pdf';
    const fileName = `${row.identifier}${isFull ? '' : '-oscurato'}.${format}`;
    if (isFull) {
      const sha256 = format === 'json' ? row.jsonSha256 : row.pdfSha256;
      return accept({ fileName, mediaType, bytes: await this.read(sha256) });
    }
    const content = masked(JSON.parse((await this.read(row.jsonSha256)).toString('utf8')) as DailyContent);
    const bytes = format === 'json' ? JSON.stringify(content) : await dailyPdf(content);
    return accept({ fileName, mediaType, bytes: Buffer.from(bytes) });
  }

  async timestamp(actor: Actor, id: string): Promise<Result<DayFile>> {
    return this.database.transaction(actor, async () => {
      const row = await this.database.rows(DailyRegisterRow).findOneBy({ id, aooId: actor.aooId });
      const stamp =
        row && (await this.database.rows(DailyRegisterTimestampRow).findOneBy({ dailyRegisterId: id }));
      if (!row || !stamp) return refuse(dailyRefusals.DAY_NOT_FOUND());
      return accept({
        fileName: `${row.identifier}.tst`,
        mediaType: 'application/vnd.etsi.timestamp-token',
        bytes: stamp.token,
      });
    });
  }

  private async read(sha256: string): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of await this.store.read(sha256)) parts.push(part as Buffer);
    return Buffer.concat(parts);
  }
}
