import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  idParams,
  idSchema,
  languageOf,
  RefusedRequest,
  sendObject,
  sha256Schema,
  streamSnapshots,
} from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { RequestDetail } from '../application/requests/request-detail';
import { RESTING_STATES } from '../domain/request.states';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import { requestsRead } from '../signature-books.permissions';
import { detailView } from './request.view';

const fileParams = z.object({ id: idSchema, fileId: idSchema });
const contentQuery = z.object({ sha256: sha256Schema.optional() });
const WATCH_MS = 500;

/** The files of a request, and the request as it changes. */
@Controller('signing-requests')
@Allow(requestsRead)
export class RequestFilesController {
  constructor(
    private readonly detail: RequestDetail,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** The bytes that count now, named by their hash: what is shown is what will be signed. */
  @Get(':id/files/:fileId/content')
  async content(
    @CurrentActor() actor: Actor,
    @Param({ schema: fileParams }) { id, fileId }: z.infer<typeof fileParams>,
    @Query({ schema: contentQuery }) { sha256 }: z.infer<typeof contentQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const details = await this.detail.execute(actor, id);
    if (!details.ok) throw new RefusedRequest(details.refusal);
    const file = details.value.files.find((candidate) => candidate.id === fileId);
    if (!file) throw new RefusedRequest(refusals.NOT_FOUND());
    if (sha256 && sha256 !== file.current.sha256 && sha256 !== file.frozenSha256)
      throw new RefusedRequest(refusals.NOT_THE_BYTES_YOU_SAW());
    await sendObject(request, reply, this.store, {
      ...file.current,
      sha256: sha256 ?? file.current.sha256,
      disposition: 'inline',
    });
  }

  @Get(':id/downloads/signed')
  async signed(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const details = await this.detail.execute(actor, id);
    if (!details.ok) throw new RefusedRequest(details.refusal);
    const [main] = details.value.files;
    if (!main || main.current.origin !== 'SIGNED') throw new RefusedRequest(refusals.NOT_READY());
    await sendObject(request, reply, this.store, { ...main.current, disposition: 'attachment' });
  }

  @Get(':id/events')
  async events(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await streamSnapshots(request, reply, {
      event: 'request',
      everyMs: WATCH_MS,
      read: async () => {
        const details = await this.detail.execute(actor, id);
        if (!details.ok) return null;
        return {
          mark: String(details.value.row.version),
          data: detailView(actor, details.value, languageOf(request)),
        };
      },
      isFinal: (data) => RESTING_STATES.includes(data.state),
    });
  }
}
