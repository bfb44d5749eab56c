import { buffer } from 'node:stream/consumers';
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
import {
  DailyRegisterRow,
  DailyRegisterSealRow,
  DailyRegisterTimestampRow,
} from '../../infrastructure/daily-register.rows';
import { dailyXml } from '../../infrastructure/daily-xml';

/** In full for who answers for the register and for preservation; for others reserved entries are masked. */
const IN_FULL = ['records-manager', 'records-manager-vicar', 'preservation-manager'];

const MEDIA_TYPES = { json: 'application/json', pdf: 'application/pdf', xml: 'application/xml' } as const;
export type DayFormat = keyof typeof MEDIA_TYPES;

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
      const rows = await this.database.query<
        DailyRegisterRow & { day: string; stamped: boolean; sealed: boolean }
      >(
        `SELECT closed.id, closed.day::text, closed.identifier, closed.first_number AS "firstNumber",
                closed.last_number AS "lastNumber", closed.entry_count AS "entryCount",
                closed.due_on::text AS "dueOn", closed.closed_at AS "closedAt", stamped.token IS NOT NULL AS stamped,
                EXISTS (SELECT 1 FROM daily_register_seal seal WHERE seal.daily_register_id = closed.id) AS sealed
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
          sealed: row.sealed,
        })),
        next: rows.length > limit ? (shown.at(-1)?.day ?? null) : null,
        today: legalDate(this.clock.now()),
      };
    });
  }

  /** In full as it was sealed, as soon as it is; for others masked, and therefore without a seal. */
  async content(actor: Actor, id: string, format: DayFormat): Promise<Result<DayFile>> {
    const { row, seal } = await this.database.transaction(actor, async () => ({
      row: await this.database.rows(DailyRegisterRow).findOneBy({ id, aooId: actor.aooId }),
      seal: await this.database.rows(DailyRegisterSealRow).findOneBy({ dailyRegisterId: id }),
    }));
    if (!row) return refuse(dailyRefusals.DAY_NOT_FOUND());
    const isFull = actor.roles.some((role) => IN_FULL.includes(role));
    const mediaType = MEDIA_TYPES[format];
    const fileName = `${row.identifier}${isFull ? '' : '-oscurato'}.${format}`;
    const content = JSON.parse((await this.read(row.jsonSha256)).toString('utf8')) as DailyContent;
    if (!isFull) return accept({ fileName, mediaType, bytes: await bytesOf(masked(content), format) });
    const sealed = format === 'pdf' ? seal?.pdfSha256 : format === 'xml' ? seal?.xmlSha256 : row.jsonSha256;
    const stored = sealed ?? (format === 'pdf' ? row.pdfSha256 : null);
    const bytes = stored === null ? await bytesOf(content, format) : await this.read(stored);
    return accept({ fileName, mediaType, bytes });
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
    return buffer(await this.store.read(sha256));
  }
}

async function bytesOf(content: DailyContent, format: DayFormat): Promise<Buffer> {
  if (format === 'pdf') return Buffer.from(await dailyPdf(content));
  return Buffer.from(format === 'json' ? JSON.stringify(content) : dailyXml(content), 'utf8');
}
