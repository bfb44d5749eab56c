import { Inject, Injectable } from '@nestjs/common';
import { type Clock, legalDate } from '@libro-firma/kernel';
import { CLOCK } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import {
  AooRow,
  BodyRow,
  ClassificationEntryRow,
  MailboxRow,
  OfficeRow,
  RegisterRow,
  SectorRow,
} from '../infrastructure/organisation.rows';

export interface AooIdentity {
  readonly bodyName: string;
  readonly bodyIpaCode: string;
  readonly aooCode: string;
  readonly aooName: string;
  readonly mailbox: string | null;
}

/** The body's structure, as the administrator keeps it. Inside the caller's unit of work. */
@Injectable()
export class Structure {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async tree(bodyId: string) {
    const body = await this.database.rows(BodyRow).findOneByOrFail({ id: bodyId });
    const [aoos, sectors, offices, mailboxes] = [
      await this.database.rows(AooRow).find({ order: { code: 'ASC' } }),
      await this.database.rows(SectorRow).find({ order: { name: 'ASC' } }),
      await this.database.rows(OfficeRow).find({ order: { code: 'ASC' } }),
      await this.database.rows(MailboxRow).find(),
    ];
    return {
      body: { id: body.id, name: body.name, ipaCode: body.ipaCode },
      aoos: aoos.map((aoo) => ({
        id: aoo.id,
        code: aoo.code,
        name: aoo.name,
        mailbox: mailboxes.find((mailbox) => mailbox.aooId === aoo.id)?.address ?? null,
        sectors: sectors
          .filter((sector) => sector.aooId === aoo.id)
          .map((sector) => ({
            id: sector.id,
            name: sector.name,
            offices: offices
              .filter((office) => office.sectorId === sector.id)
              .map(({ id, code, name, kind }) => ({ id, code, name, kind })),
          })),
      })),
    };
  }

  async aooIdentity(bodyId: string, aooId: string): Promise<AooIdentity> {
    const body = await this.database.rows(BodyRow).findOneByOrFail({ id: bodyId });
    const aoo = await this.database.rows(AooRow).findOneByOrFail({ id: aooId });
    const mailbox = await this.database.rows(MailboxRow).findOneBy({ aooId });
    return {
      bodyName: body.name,
      bodyIpaCode: body.ipaCode,
      aooCode: aoo.code,
      aooName: aoo.name,
      mailbox: mailbox?.address ?? null,
    };
  }

  async officeNames(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const offices = await this.database
      .rows(OfficeRow)
      .createQueryBuilder('office')
      .whereInIds([...new Set(ids)])
      .getMany();
    return new Map(offices.map((office) => [office.id, office.name]));
  }

  /** Null when there is no such office. */
  async officeIdentity(id: string): Promise<{ readonly name: string; readonly code: string } | null> {
    const office = await this.database.rows(OfficeRow).findOneBy({ id });
    return office && { name: office.name, code: office.code };
  }

  /** An office and those above it, nearest first. */
  async officeAndAbove(officeId: string): Promise<string[]> {
    const found = await this.database.query<{ id: string }>(
      `WITH RECURSIVE above(id, parent_id, depth) AS (
         SELECT id, parent_id, 0 FROM office WHERE id = $1
         UNION ALL
         SELECT office.id, office.parent_id, depth + 1 FROM office JOIN above ON office.id = above.parent_id WHERE depth < 20)
       SELECT id FROM above ORDER BY depth`,
      [officeId],
    );
    return found.map((row) => row.id);
  }

  /** The protocol register of an AOO: there is exactly one (DPR 445/2000 art. 53). */
  async protocolRegister(aooId: string): Promise<{ id: string; code: string; name: string }> {
    const { id, code, name } = await this.database
      .rows(RegisterRow)
      .findOneByOrFail({ aooId, kind: 'PROTOCOL' });
    return { id, code, name };
  }

  /** A register of an AOO by its id; null when it is not there. */
  async register(
    aooId: string,
    registerId: string,
  ): Promise<{ id: string; code: string; name: string } | null> {
    const found = await this.database.rows(RegisterRow).findOneBy({ aooId, id: registerId });
    return found && { id: found.id, code: found.code, name: found.name };
  }

  /** What the registers of an AOO are called, by id; its protocol by the word `PROTOCOL` too. */
  async registerNames(aooId: string): Promise<Map<string, string>> {
    const rows = await this.database.rows(RegisterRow).find({ where: { aooId }, order: { code: 'ASC' } });
    return new Map(
      rows.flatMap(({ id, name, kind }) => [
        [id, name] as const,
        ...(kind === 'PROTOCOL' ? [['PROTOCOL', name] as const] : []),
      ]),
    );
  }

  async classificationPlan(aooId: string): Promise<{ code: string; title: string }[]> {
    const today = legalDate(this.clock.now());
    const entries = await this.database.rows(ClassificationEntryRow).find({ where: { aooId } });
    return entries
      .sort((left, right) => left.code.localeCompare(right.code, 'it', { numeric: true }))
      .filter((entry) => entry.validFrom <= today && (entry.validTo === null || entry.validTo >= today))
      .map(({ code, title }) => ({ code, title }));
  }

  async isClassification(aooId: string, code: string): Promise<boolean> {
    return (await this.classificationPlan(aooId)).some((entry) => entry.code === code);
  }
}
