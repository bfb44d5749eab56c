import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { idParams, RefusedRequest, sendObject } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { requestsRead } from '../../signature-books';
import { type ArchivedFile, Packages } from '../application/packages';

type Params = z.infer<typeof idParams>;

@Controller('signing-requests')
@Allow(requestsRead)
export class ArchiveController {
  constructor(
    private readonly packages: Packages,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  @Get(':id/downloads/package')
  async package(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Params,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(request, reply, await this.packages.packageFor(actor, id));
  }

  @Get(':id/downloads/report-json')
  async reportJson(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Params,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(request, reply, await this.packages.fileFor(actor, id, 'REPORT_JSON'));
  }

  @Get(':id/downloads/report-xml')
  async reportXml(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Params,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(request, reply, await this.packages.fileFor(actor, id, 'REPORT_XML'));
  }

  @Get(':id/downloads/segnatura')
  async segnatura(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Params,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const xml = await this.packages.segnaturaFor(actor, id);
    if (!xml.ok) throw new RefusedRequest(xml.refusal);
    await reply
      .header('content-type', 'application/xml; charset=utf-8')
      .header('content-disposition', 'attachment; filename="segnatura.xml"')
      .header('cache-control', 'private, no-cache')
      .send(xml.value);
  }

  private async send(
    request: FastifyRequest,
    reply: FastifyReply,
    file: Result<ArchivedFile>,
  ): Promise<void> {
    if (!file.ok) throw new RefusedRequest(file.refusal);
    await sendObject(request, reply, this.store, { ...file.value, disposition: 'attachment' });
  }
}
