import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, type Result } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { httpTransport, timestampClient, type TimestampSource } from '@libro-firma/signature';
import { type Sealed, Seals } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { type Actor, systemActor } from '../../../platform/identity';
import { LOGGER, type Logger } from '../../../platform/observability/logger';
import type { DailyContent } from '../../domain/daily-register';
import { DailyRegisterRow, DailyRegisterSealRow } from '../../infrastructure/daily-register.rows';
import { dailyXml } from '../../infrastructure/daily-xml';
import { PROTOCOL_SETTINGS, type ProtocolSettings } from '../../protocol.settings';
import { OwnUploads } from '../own-uploads';
import { sealInTurn } from '../seal-in-turn';

interface Owed {
  readonly id: string;
  readonly body_id: string;
  readonly aoo_id: string;
}

/** Seals the register of each day, for people (PDF) and for machines (XML); while the seal is away it is asked again. */
@Injectable()
export class SealDays {
  constructor(
    private readonly database: Database,
    private readonly seals: Seals,
    private readonly uploads: OwnUploads,
    @Inject(PROTOCOL_SETTINGS) private readonly settings: ProtocolSettings,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** How many days were sealed. */
  async execute(): Promise<number> {
    const owed = await this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<Owed>('SELECT * FROM daily_registers_to_seal()'),
    );
    return sealInTurn(owed, async ({ id, body_id: bodyId, aoo_id: aooId }) => {
      const outcome = await this.seal(systemActor(bodyId, aooId), id);
      if (!outcome.ok)
        this.logger.warn({ code: outcome.refusal.code, dailyRegister: id }, 'a day waits for the seal');
      return outcome.ok;
    });
  }

  private async seal(actor: Actor, id: string): Promise<Result<null>> {
    const day = await this.database.transaction(actor, () =>
      this.database.rows(DailyRegisterRow).findOneByOrFail({ id }),
    );
    const use = { purpose: 'daily-register', about: id, ...this.timestamps() };
    const json = await this.uploads.bytesOf(day.jsonSha256);
    const content = JSON.parse(json.toString('utf8')) as DailyContent;
    const xml = await this.seals.sealXml(actor, Buffer.from(dailyXml(content), 'utf8'), use);
    if (!xml.ok) return xml;
    const pdf = await this.sealedPdf(actor, day.pdfSha256, use);
    if (!pdf.ok) return pdf;
    const [storedXml, storedPdf] = [
      await this.uploads.put(xml.value.document),
      await this.uploads.put(pdf.value.bytes),
    ];
    const { level, certificateSha256, sealedAt } = pdf.value;
    await this.database.transaction(actor, () =>
      this.database
        .rows(DailyRegisterSealRow)
        .createQueryBuilder()
        .insert()
        .values({
          dailyRegisterId: id,
          bodyId: actor.bodyId,
          pdfSha256: storedPdf.sha256,
          xmlSha256: storedXml.sha256,
          level,
          certificateSha256,
          sealedAt,
        })
        .orIgnore()
        .execute(),
    );
    return accept(null);
  }

  private async sealedPdf(
    actor: Actor,
    sha256: string,
    use: Parameters<Seals['sealPdf']>[2],
  ): Promise<Result<Sealed & { readonly bytes: Buffer }>> {
    const original = await this.uploads.bytesOf(sha256);
    const sealed = await this.seals.sealPdf(actor, bufferSource(original), use);
    if (!sealed.ok) return sealed;
    const { increment, ...outcome } = sealed.value;
    return accept({ ...outcome, bytes: Buffer.concat([original, increment]) });
  }

  private timestamps(): { readonly timestamps?: TimestampSource } {
    const url = this.settings.REGISTER_TSA_URL;
    if (url === undefined) return {};
    return {
      timestamps: timestampClient({ authorities: [{ url }], transport: httpTransport(), clock: this.clock }),
    };
  }
}
