import { Body, Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import { accept, type Language, type Refusal, type Result } from '@libro-firma/kernel';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { languageOf } from '../../platform/http';
import { type Actor, Allow, AtTheDesk, CurrentActor } from '../../platform/identity';
import { Devices } from '../application/devices';
import { EnrolDevice } from '../application/enrol-device.use-case';
import { refusalOfProblem } from '../domain/certificate-problem';
import { devicesEnrol } from '../signing.permissions';
import { chosenCredentialBody, type DevicesView, enrolBody, type EnrolmentView } from './enrolment.schema';

/** The device that the person at the desk signs with. */
@Controller('signing-device')
@Allow(devicesEnrol)
@AtTheDesk()
export class EnrolmentController {
  constructor(
    private readonly enrolment: EnrolDevice,
    private readonly devices: Devices,
  ) {}

  @Get()
  async current(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<EnrolmentView> {
    const row = await this.enrolment.current(actor);
    if (!row) return { current: null };
    const device = this.devices.find(row.deviceId);
    const problem = row.problem === null ? null : refusalOfProblem(row.problem, row.validTo);
    return {
      current: {
        deviceId: row.deviceId,
        deviceName: device.ok ? device.value.name : row.deviceId,
        holder: row.holder,
        issuer: row.issuer,
        validTo: row.validTo.toISOString(),
        since: row.createdAt.toISOString(),
        problem: told(problem, languageOf(request)),
      },
    };
  }

  @Get('offers')
  async offers(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<DevicesView> {
    const language = languageOf(request);
    const offers = await this.enrolment.offers(actor);
    return {
      devices: offers.map(({ device, credentials, refusal }) => ({
        id: device.id,
        kind: device.kind,
        name: device.name,
        refusal: told(refusal, language),
        credentials: credentials.map(({ credential, refusal: why }) => ({
          id: credential.id,
          holder: credential.certificate.holder,
          issuer: credential.certificate.issuer,
          validTo: credential.certificate.validTo.toISOString(),
          demo: credential.certificate.demo,
          asks: credential.asks,
          signaturesPerCode: credential.signaturesPerCode,
          refusal: told(why, language),
        })),
      })),
    };
  }

  @Post('one-time-code')
  @HttpCode(204)
  async sendOtp(
    @CurrentActor() actor: Actor,
    @Body({ schema: chosenCredentialBody }) chosen: z.infer<typeof chosenCredentialBody>,
  ): Promise<Result<null>> {
    const sent = await this.enrolment.sendOtp(actor, chosen);
    return sent.ok ? accept(null) : sent;
  }

  /** The codes are used for one trial signature and forgotten. */
  @Post()
  @HttpCode(200)
  async enrol(
    @CurrentActor() actor: Actor,
    @Body({ schema: enrolBody }) { pin, otp, ...chosen }: z.infer<typeof enrolBody>,
    @Req() request: FastifyRequest,
  ): Promise<Result<EnrolmentView>> {
    const enrolled = await this.enrolment.execute(actor, chosen, { pin, otp });
    return enrolled.ok ? accept(await this.current(actor, request)) : enrolled;
  }
}

function told(refusal: Refusal | null, language: Language) {
  return (
    refusal && {
      code: refusal.code,
      text: refusal.text[language],
      remedy: refusal.remedy?.[language] ?? null,
    }
  );
}
