import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { accept, type Language, refuse, type Result } from '@libro-firma/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Creates, idParams, languageOf, RefusedRequest, sendObject } from '../../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { OBJECT_STORE, type ObjectStore } from '../../../platform/storage';
import { ImportedRegistrations } from '../../application/register-start/imported-registrations';
import { OpenRegister } from '../../application/register-start/open-register.use-case';
import { ReceiveImport } from '../../application/register-start/receive-import.use-case';
import { RegisterStarts } from '../../application/register-start/register-starts';
import { registerStartRefusals } from '../../domain/register-start/register-start.refusals';
import { protocolManage, protocolRead } from '../../protocol.permissions';
import { PROTOCOL_SETTINGS, type ProtocolSettings } from '../../protocol.settings';
import {
  type ImportedDetail,
  importQuery,
  openingBody,
  registerQuery,
  type RegisterStartView,
} from './register-start.schema';

/** How a register begins is the records manager's or vicar's to settle (DPR 445/2000 art. 61). */
@Controller()
export class RegisterStartController {
  constructor(
    private readonly starts: RegisterStarts,
    private readonly receive: ReceiveImport,
    private readonly openRegister: OpenRegister,
    private readonly imported: ImportedRegistrations,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
    @Inject(PROTOCOL_SETTINGS) private readonly settings: ProtocolSettings,
  ) {}

  @Get('register-start')
  @Allow(protocolManage)
  async find(
    @CurrentActor() actor: Actor,
    @Query({ schema: registerQuery }) { registerId }: z.infer<typeof registerQuery>,
    @Req() request: FastifyRequest,
  ): Promise<Result<RegisterStartView>> {
    const found = await this.starts.find(actor, registerId);
    return found.ok ? accept(viewOf(found.value, languageOf(request))) : found;
  }

  /** The part `file` of a form: a CSV of the documented form, which is read afterwards. */
  @Post('register-imports')
  @Creates()
  @Allow(protocolManage)
  async import(
    @CurrentActor() actor: Actor,
    @Query({ schema: importQuery }) query: z.infer<typeof importQuery>,
    @Req() request: FastifyRequest,
  ): Promise<Result<{ id: string }>> {
    const limits = { fileSize: this.settings.REGISTER_IMPORT_MAX_BYTES + 1 };
    const part = request.isMultipart() ? await request.file({ limits }) : undefined;
    if (!part) return refuse(registerStartRefusals.IMPORT_EMPTY());
    return this.receive.execute(actor, { ...query, fileName: part.filename.slice(-200), bytes: part.file });
  }

  @Post('register-imports/:id/abandon')
  @Allow(protocolManage)
  abandon(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<null>> {
    return this.receive.abandon(actor, id);
  }

  @Get('register-imports/:id/report')
  @Allow(protocolManage)
  async report(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sendFile(actor, { id, which: 'report' }, request, reply);
  }

  @Get('register-imports/:id/findings')
  @Allow(protocolManage)
  async findings(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.sendFile(actor, { id, which: 'findings' }, request, reply);
  }

  @Post('register-openings')
  @Allow(protocolManage)
  open(
    @CurrentActor() actor: Actor,
    @Body({ schema: openingBody }) body: z.infer<typeof openingBody>,
  ): Promise<Result<null>> {
    return this.openRegister.execute(actor, body);
  }

  @Get('imported-registrations/:id')
  @Allow(protocolRead)
  entry(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
  ): Promise<Result<ImportedDetail>> {
    return this.imported.find(actor, id);
  }

  private async sendFile(
    actor: Actor,
    { id, which }: { readonly id: string; readonly which: 'report' | 'findings' },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const file = await this.starts.file(actor, id, which);
    if (!file.ok) throw new RefusedRequest(file.refusal);
    await sendObject(request, reply, this.store, { ...file.value, disposition: 'attachment' });
  }
}

type FoundStart = Extract<Awaited<ReturnType<RegisterStarts['find']>>, { readonly ok: true }>['value'];

function viewOf({ imports, ...start }: FoundStart, language: Language): RegisterStartView {
  return {
    ...start,
    imports: imports.map(({ refusal, ...row }) => ({
      ...row,
      refusal: refusal && {
        code: refusal.code,
        text: refusal.text[language],
        remedy: refusal.remedy?.[language] ?? null,
      },
    })),
  };
}
