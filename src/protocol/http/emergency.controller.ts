import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { refuse, type Result } from '@libro-firma/kernel';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Creates, idParams, RefusedRequest } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { EmergencyOpenings } from '../application/emergency/emergency-openings';
import { EmergencyStations } from '../application/emergency/emergency-stations';
import { ImportEmergency } from '../application/emergency/import-emergency.use-case';
import { emergencyRefusals } from '../domain/emergency/emergency.refusals';
import { protocolAnnul, protocolRead } from '../protocol.permissions';
import {
  closingBody,
  emergencyFile,
  importBody,
  type ImportReports,
  type ImportReportView,
  openingBody,
  type OpeningList,
  periodBody,
  stationBody,
  type StationList,
} from './emergency.schema';

/** The emergency register is the records manager's or vicar's to open, close and take over (DPR 445/2000 art. 63). */
@Controller()
export class EmergencyController {
  constructor(
    private readonly stations: EmergencyStations,
    private readonly openings: EmergencyOpenings,
    private readonly imports: ImportEmergency,
  ) {}

  @Get('emergency-stations')
  @Allow(protocolAnnul)
  listStations(@CurrentActor() actor: Actor): Promise<StationList> {
    return this.stations.list(actor);
  }

  @Post('emergency-stations')
  @Creates()
  @Allow(protocolAnnul)
  addStation(
    @CurrentActor() actor: Actor,
    @Body({ schema: stationBody }) body: z.infer<typeof stationBody>,
  ): Promise<Result<{ id: string }>> {
    return this.stations.add(actor, body);
  }

  /** The form holds its own key: it is made anew each time, and is not kept. */
  @Post('emergency-stations/:id/forms')
  @Allow(protocolAnnul)
  async issueForm(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = await this.stations.issueForm(actor, id);
    if (!form.ok) throw new RefusedRequest(form.refusal);
    await reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-disposition', `attachment; filename="${form.value.fileName}"`)
      .header('cache-control', 'no-store')
      .send(form.value.html);
  }

  @Get('emergency-registers')
  @Allow(protocolRead)
  listOpenings(@CurrentActor() actor: Actor): Promise<OpeningList> {
    return this.openings.list(actor);
  }

  @Post('emergency-registers')
  @Creates()
  @Allow(protocolAnnul)
  open(
    @CurrentActor() actor: Actor,
    @Body({ schema: openingBody }) { openedAt, until, ...body }: z.infer<typeof openingBody>,
  ): Promise<Result<{ id: string }>> {
    return this.openings.open(actor, { ...body, openedAt: new Date(openedAt), until: new Date(until) });
  }

  @Post('emergency-registers/:id/periods')
  @Allow(protocolAnnul)
  prolong(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: periodBody }) { actReference, until }: z.infer<typeof periodBody>,
  ): Promise<Result<null>> {
    return this.openings.prolong(actor, id, actReference, new Date(until));
  }

  @Post('emergency-registers/:id/closing')
  @Allow(protocolAnnul)
  close(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: closingBody }) { closedAt }: z.infer<typeof closingBody>,
  ): Promise<Result<null>> {
    return this.openings.end(actor, id, new Date(closedAt));
  }

  @Get('emergency-imports')
  @Allow(protocolAnnul)
  reports(@CurrentActor() actor: Actor): Promise<ImportReports> {
    return this.imports.reports(actor);
  }

  @Post('emergency-imports')
  @Allow(protocolAnnul)
  async take(
    @CurrentActor() actor: Actor,
    @Body({ schema: importBody }) signed: z.infer<typeof importBody>,
  ): Promise<Result<ImportReportView>> {
    const file = emergencyFile.safeParse(jsonOf(signed.payload));
    if (!file.success) return refuse(emergencyRefusals.EMERGENCY_NOT_AUTHENTIC());
    return this.imports.execute(actor, file.data, signed);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
