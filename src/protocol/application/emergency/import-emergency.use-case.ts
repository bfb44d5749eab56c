import { createHash, createPublicKey, verify } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, legalDate, newId, refuse, type Result } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import {
  type EmergencyEntry,
  type EmergencyFile,
  emergencyNumber,
  type ImportReport,
  missingNumbers,
  wrongEntry,
} from '../../domain/emergency/emergency-file';
import { emergencyRefusals } from '../../domain/emergency/emergency.refusals';
import type { RegisterCommand } from '../../domain/registration';
import {
  EmergencyFormRow,
  EmergencyImportResultRow,
  EmergencyImportRow,
  EmergencyStationRow,
} from '../../infrastructure/emergency/emergency.rows';
import { Register } from '../register.use-case';
import { EmergencyOpenings } from './emergency-openings';

const DAY_MS = 24 * 3_600_000;

export interface SignedFile {
  /** The JSON text that was signed, byte for byte. */
  readonly payload: string;
  /** ECDSA P-256 over its UTF-8, as WebCrypto gives it (r‖s), base64. */
  readonly signature: string;
}

interface Begun {
  readonly importId: string;
  readonly after: number;
}

/**
 * Takes over what a station registered while the service was down (DPR 445/2000 art. 63 par. 5): each entry gets an
 * ordinary number of today, and keeps its emergency number, date and time for ever. Once: a file that was imported is
 * refused, one whose import was broken off goes on where it stopped.
 */
@Injectable()
export class ImportEmergency {
  constructor(
    private readonly database: Database,
    private readonly openings: EmergencyOpenings,
    private readonly register: Register,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, file: EmergencyFile, signed: SignedFile): Promise<Result<ImportReport>> {
    const wrong = wrongEntry(file, this.clock.now());
    if (wrong) return refuse(emergencyRefusals.EMERGENCY_ENTRY_WRONG({ number: wrong.number }));
    const begun = await this.database.transaction(actor, () => this.begin(actor, file, signed));
    if (!begun.ok) return begun;
    const registered: ImportReport['registered'][number][] = [];
    for (const entry of file.entries) {
      const number = await this.register.execute(actor, this.commandOf(actor, file, entry));
      if (!number.ok) return number;
      registered.push({
        emergencyNumber: emergencyNumber(file.station, entry.number),
        emergencyAt: entry.at,
        number: number.value.number,
        year: number.value.year,
        registrationId: number.value.registrationId,
      });
    }
    const report: ImportReport = {
      station: file.station,
      registered,
      missing: missingNumbers(begun.value.after, file.entries),
      perDay: perDay(file.entries),
    };
    await this.database.transaction(actor, () =>
      this.database.rows(EmergencyImportResultRow).insert({
        importId: begun.value.importId,
        bodyId: actor.bodyId,
        report,
        endedAt: this.clock.now(),
      }),
    );
    return accept(report);
  }

  async reports(actor: Actor) {
    return this.database.transaction(actor, async () => ({
      items: await this.database.query<{ id: string; endedAt: string; report: ImportReport }>(
        `SELECT taken.id, to_char(result.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "endedAt", result.report
           FROM emergency_import taken JOIN emergency_import_result result ON result.import_id = taken.id
          WHERE taken.aoo_id = $1 ORDER BY result.ended_at DESC LIMIT 100`,
        [actor.aooId],
      ),
    }));
  }

  private async begin(actor: Actor, file: EmergencyFile, signed: SignedFile): Promise<Result<Begun>> {
    const form = await this.database.rows(EmergencyFormRow).findOneBy({ id: file.formId });
    const station =
      form &&
      (await this.database.rows(EmergencyStationRow).findOneBy({ id: form.stationId, aooId: actor.aooId }));
    if (!form || station?.prefix !== file.station || !isSignedBy(form.publicKey, signed))
      return refuse(emergencyRefusals.EMERGENCY_NOT_AUTHENTIC());
    await this.database.query('SELECT pg_advisory_xact_lock(7281949, hashtext($1))', [station.id]);
    const payloadSha256 = createHash('sha256').update(signed.payload, 'utf8').digest();
    const rows = this.database.rows(EmergencyImportRow);
    const earlier = await rows.findOneBy({ formId: form.id, payloadSha256 });
    const after = await this.lastBefore(station.id, earlier?.id ?? null);
    if (earlier) {
      const isDone = await this.database.rows(EmergencyImportResultRow).existsBy({ importId: earlier.id });
      return isDone
        ? refuse(emergencyRefusals.EMERGENCY_IMPORTED())
        : accept({ importId: earlier.id, after });
    }
    const [firstNumber, lastNumber] = rangeOf(file);
    if (firstNumber <= after) return refuse(emergencyRefusals.EMERGENCY_NUMBERS_OVERLAP());
    const opening = await this.openingOf(actor, file);
    if (!opening.ok) return opening;
    const importId = newId();
    await rows.insert({
      id: importId,
      bodyId: actor.bodyId,
      aooId: actor.aooId,
      formId: form.id,
      openingId: opening.value.id,
      payloadSha256,
      firstNumber,
      lastNumber,
      importedBy: actor.personId ?? '',
      begunAt: this.clock.now(),
    });
    return accept({ importId, after });
  }

  /** The last number of the station that a file before this one has brought. */
  private async lastBefore(stationId: string, importId: string | null): Promise<number> {
    const [found] = await this.database.query<{ last: number }>(
      `SELECT coalesce(max(taken.last_number), 0)::integer AS last FROM emergency_import taken
         JOIN emergency_form form ON form.id = taken.form_id
        WHERE form.station_id = $1 AND ($2::uuid IS NULL OR taken.id < $2::uuid)`,
      [stationId, importId],
    );
    return found?.last ?? 0;
  }

  /** The opening that the manager has told already, or the one that the form itself tells. */
  private async openingOf(
    actor: Actor,
    { opening }: EmergencyFile,
  ): Promise<Result<{ readonly id: string }>> {
    const [openedAt, closedAt] = [new Date(opening.openedAt), new Date(opening.closedAt)];
    const known = await this.openings.holding(actor, openedAt, closedAt);
    if (known !== null) return accept({ id: known });
    const until = new Date(Math.min(closedAt.getTime(), openedAt.getTime() + DAY_MS));
    if (closedAt > until) return refuse(emergencyRefusals.EMERGENCY_PERIOD_WRONG());
    const { cause, actReference } = opening;
    return this.openings.openWithin(actor, { cause, actReference, openedAt, until }, closedAt);
  }

  private commandOf(actor: Actor, file: EmergencyFile, entry: EmergencyEntry): RegisterCommand {
    const { direction, subject, counterpart, classificationCode, at } = entry;
    const party = { kind: 'COMPANY', name: counterpart } as const;
    return {
      key: `emergency:${file.formId}:${entry.number}`,
      aooId: actor.aooId,
      direction,
      subject,
      sender: direction === 'INCOMING' ? party : null,
      recipients: direction === 'INCOMING' ? [] : [party],
      classificationCode,
      // What was taken at the desk: its files join as copies afterwards.
      files: [
        {
          role: 'MAIN',
          fileName: 'Documento registrato in emergenza',
          mediaType: '',
          size: 0,
          sha256: null,
          documentVersionId: null,
          signed: false,
          medium: entry.sheets === null ? 'OBJECT' : 'PAPER',
          description: subject,
          place: entry.place,
          ...(entry.sheets !== null && { sheets: entry.sheets }),
        },
      ],
      operatorId: actor.personId,
      officeId: actor.officeIds[0] ?? null,
      ...(direction === 'INCOMING' && { receivedOn: legalDate(new Date(at)) }),
      emergency: {
        station: file.station,
        number: emergencyNumber(file.station, entry.number),
        at: new Date(at).toISOString(),
        cause: file.opening.cause,
      },
    };
  }
}

function rangeOf({ entries }: EmergencyFile): readonly [first: number, last: number] {
  return [entries[0]?.number ?? 0, entries.at(-1)?.number ?? 0];
}

function isSignedBy(publicKey: Buffer, { payload, signature }: SignedFile): boolean {
  const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
  return verify(
    'sha256',
    Buffer.from(payload, 'utf8'),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64'),
  );
}

function perDay(entries: readonly EmergencyEntry[]): Record<string, number> {
  const days: Record<string, number> = {};
  for (const { at } of entries) {
    const day = legalDate(new Date(at));
    days[day] = (days[day] ?? 0) + 1;
  }
  return days;
}
