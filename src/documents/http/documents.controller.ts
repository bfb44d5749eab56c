import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { accept, type Language, refuse, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Database } from '../../platform/database/database';
import { Creates, idSchema, languageOf, RefusedRequest, sendObject } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import { Documents } from '../application/documents';
import { type Uploaded, UploadDocument } from '../application/upload-document.use-case';
import { documentsRefusals } from '../domain/documents.refusals';
import { documentsUpload } from '../documents.permissions';
import { type DocumentView, uploadQuery } from './documents.schema';

const versionParams = z.object({ id: idSchema, number: z.coerce.number().int().min(1) });

@Controller('documents')
@Allow(documentsUpload)
export class DocumentsController {
  constructor(
    private readonly upload: UploadDocument,
    private readonly database: Database,
    private readonly documents: Documents,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  @Post()
  @Creates()
  async create(
    @CurrentActor() actor: Actor,
    @Query({ schema: uploadQuery }) query: z.infer<typeof uploadQuery>,
    @Req() request: FastifyRequest,
  ): Promise<Result<DocumentView>> {
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) return refuse(documentsRefusals.NO_FILE());
    const outcome = await this.upload.execute(actor, {
      fileName: part.filename,
      bytes: part.file,
      use: query.use,
    });
    return outcome.ok ? accept(viewOf(outcome.value, languageOf(request))) : outcome;
  }

  /** Only who uploaded it; the others read it through the request that it belongs to. */
  @Get(':id/versions/:number/content')
  async content(
    @CurrentActor() actor: Actor,
    @Param({ schema: versionParams }) params: z.infer<typeof versionParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const document = await this.database.transaction(actor, async () =>
      (await this.documents.describe([params.id])).get(params.id),
    );
    if (!document || document.ownerId !== actor.personId || document.versionNumber !== params.number)
      throw new RefusedRequest(documentsRefusals.NOT_FOUND());
    await sendObject(request, reply, this.store, { ...document, disposition: 'inline' });
  }
}

function viewOf({ document, warnings }: Uploaded, language: Language): DocumentView {
  return {
    id: document.documentId,
    fileName: document.fileName,
    mediaType: document.mediaType,
    pageCount: document.pageCount,
    suggestedSubject: document.title,
    earlierSignatures: document.signatures,
    warnings: warnings.map(({ code, text }) => ({ code, text: text[language] })),
    current: {
      id: document.versionId,
      number: document.versionNumber,
      sha256: document.sha256,
      size: document.size,
      origin: document.origin,
      createdAt: document.createdAt.toISOString(),
    },
  };
}
