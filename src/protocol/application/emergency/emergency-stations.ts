import { generateKeyPairSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { accept, type Clock, newId, refuse, type Result } from '@libro-firma/kernel';
import { Structure } from '../../../organisation';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { Journal } from '../../../platform/database/journal/journal';
import type { Actor } from '../../../platform/identity';
import { emergencyRefusals } from '../../domain/emergency/emergency.refusals';
import { emergencyForm } from '../../infrastructure/emergency/emergency-form';
import { EmergencyFormRow, EmergencyStationRow } from '../../infrastructure/emergency/emergency.rows';

export const FORM_ISSUED = 'emergency-station.form-issued';

/** Desks that go on registering while the service is down, each with a form made beforehand. */
@Injectable()
export class EmergencyStations {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly structure: Structure,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(actor: Actor) {
    return this.database.transaction(actor, async () => {
      const rows = await this.database
        .rows(EmergencyStationRow)
        .find({ where: { aooId: actor.aooId }, order: { prefix: 'ASC' } });
      return { items: rows.map(({ id, prefix, name }) => ({ id, prefix, name })) };
    });
  }

  async add(
    actor: Actor,
    { prefix, name }: { prefix: string; name: string },
  ): Promise<Result<{ id: string }>> {
    return this.database.transaction(actor, async () => {
      const rows = this.database.rows(EmergencyStationRow);
      if (await rows.existsBy({ aooId: actor.aooId, prefix }))
        return refuse(emergencyRefusals.STATION_TAKEN());
      const id = newId();
      const { bodyId, aooId } = actor;
      await rows.insert({
        id,
        bodyId,
        aooId,
        prefix,
        name,
        createdBy: personOf(actor),
        createdAt: this.clock.now(),
      });
      return accept({ id });
    });
  }

  /**
   * A form for the station, as one page that needs nothing else: its private key is in the page alone, and is not kept.
   * Earlier forms of the station stay good: what they exported can still be imported.
   */
  async issueForm(actor: Actor, stationId: string): Promise<Result<{ fileName: string; html: string }>> {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return this.database.transaction(actor, async () => {
      const station = await this.database
        .rows(EmergencyStationRow)
        .findOneBy({ id: stationId, aooId: actor.aooId });
      if (!station) return refuse(emergencyRefusals.STATION_NOT_FOUND());
      const identity = await this.structure.aooIdentity(actor.bodyId, actor.aooId);
      const plan = await this.structure.classificationPlan(actor.aooId);
      const [formId, issuedAt] = [newId(), this.clock.now()];
      await this.database.rows(EmergencyFormRow).insert({
        id: formId,
        bodyId: actor.bodyId,
        stationId,
        publicKey: publicKey.export({ type: 'spki', format: 'der' }),
        issuedBy: personOf(actor),
        issuedAt,
      });
      await this.journal.append(actor, {
        stream: 'emergency-form',
        streamId: formId,
        type: FORM_ISSUED,
        payload: { stationId, prefix: station.prefix },
      });
      const { prefix, name } = station;
      const html = emergencyForm({
        formId,
        prefix,
        station: name,
        body: identity.bodyName,
        aoo: identity.aooName,
        plan: plan.map(({ code, title }) => ({ code, title })),
        privateKey: privateKey.export({ format: 'jwk' }),
      });
      return accept({ fileName: `registro-di-emergenza-${prefix}.html`, html });
    });
  }
}

function personOf({ personId }: Actor): string {
  if (personId === null) throw new Error('the emergency register is kept by a person');
  return personId;
}
