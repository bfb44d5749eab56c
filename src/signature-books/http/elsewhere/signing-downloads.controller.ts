import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Creates, idParams, languageOf, RefusedRequest, sendObject } from '../../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { GivenFiles, type GivenOut } from '../../application/elsewhere/given-file';
import { GiveFileOut } from '../../application/elsewhere/give-file-out.use-case';
import { ListFilesToSign } from '../../application/elsewhere/list-files-to-sign';
import { ReturnFile } from '../../application/elsewhere/return-file.use-case';
import { TakeSignedFile } from '../../application/elsewhere/take-signed-file.use-case';
import { signatureBooksRefusals as refusals } from '../../domain/signature-books.refusals';
import { batchesSign } from '../../signature-books.permissions';
import { waitingText } from '../waiting-text';
import {
  type FilesToSignView,
  giveOutBody,
  type SigningDownloadView,
  type TakenFileView,
} from './signing-downloads.schema';

type Id = z.infer<typeof idParams>;

/** Signing with a program of one's own: the file goes out, and comes back signed. */
@Controller()
@Allow(batchesSign)
export class SigningDownloadsController {
  constructor(
    private readonly listing: ListFilesToSign,
    private readonly giving: GiveFileOut,
    private readonly given: GivenFiles,
    private readonly taking: TakeSignedFile,
    private readonly returning: ReturnFile,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  @Get('tasks/:id/files-to-sign')
  async files(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Req() http: FastifyRequest,
  ): Promise<Result<FilesToSignView>> {
    const listed = await this.listing.execute(actor, id);
    if (!listed.ok) return listed;
    const { task, request, files } = listed.value;
    return accept({
      taskId: task.id,
      taskVersion: task.version,
      taskState: task.state,
      requestId: request.id,
      subject: request.subject,
      files: files.map(({ file, state, waitsFor, containers, download, heldBy }) => ({
        id: file.id,
        fileName: file.current.fileName,
        role: file.role,
        sha256: file.current.sha256,
        size: file.current.size,
        signatures: file.current.signatures,
        state,
        waitsFor: waitsFor === null ? null : waitingText(waitsFor, languageOf(http)),
        containers: [...containers],
        download: download && downloadView(download),
        heldBy: heldBy && { holder: heldBy.holder, until: heldBy.until.toISOString() },
      })),
    });
  }

  @Post('tasks/:id/signing-downloads')
  @Creates()
  async give(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Body({ schema: giveOutBody }) body: z.infer<typeof giveOutBody>,
  ): Promise<Result<SigningDownloadView>> {
    const given = await this.giving.execute(actor, id, body);
    return given.ok ? accept(downloadView(given.value)) : given;
  }

  /** The bytes that are to be signed, and no others; as often as he likes, while they can be answered. */
  @Get('signing-downloads/:id/content')
  async content(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const given = await this.given.find(actor, id);
    if (!given.ok) throw new RefusedRequest(given.refusal);
    await sendObject(request, reply, this.store, { ...given.value.file.current, disposition: 'attachment' });
  }

  @Post('signing-downloads/:id/signed-file')
  @Creates()
  async take(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: Id,
    @Req() request: FastifyRequest,
  ): Promise<Result<TakenFileView>> {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) return refuse(refusals.UPLOAD_MISSING());
    const taken = await this.taking.execute(actor, id, { fileName: part.filename, bytes: part.file });
    if (!taken.ok) return taken;
    const { requestId, outcome, waitsFor } = taken.value;
    return accept({
      requestId,
      outcome: outcome === 'OK' ? 'SIGNED' : 'WAITS',
      waitsFor: waitsFor === null ? null : waitingText(waitsFor, languageOf(request)),
    });
  }

  @Delete('signing-downloads/:id')
  @HttpCode(204)
  giveBack(@CurrentActor() actor: Actor, @Param({ schema: idParams }) { id }: Id): Promise<Result<null>> {
    return this.returning.execute(actor, id);
  }
}

function downloadView(download: GivenOut): SigningDownloadView {
  return {
    id: download.id,
    taskId: download.taskId,
    fileId: download.plicoFileId,
    sha256: download.baseSha256,
    takenAt: download.takenAt.toISOString(),
    leaseUntil: download.leaseUntil.toISOString(),
  };
}
