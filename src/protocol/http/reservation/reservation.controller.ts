import { Body, Controller, Param, Put } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import { z } from 'zod';
import { idParams, idSchema } from '../../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { Registrations } from '../../application/registrations';
import { ChangeReservation } from '../../application/reservation/change-reservation.use-case';
import { protocolManage } from '../../protocol.permissions';
import type { RegistrationDetail } from '../protocol.schema';

const ids = z.array(idSchema).max(500).default([]);
const reservationBody = z.object({
  /** Who may open it beside the records manager and whoever registered it; null: everybody who may open the others. */
  list: z.object({ personIds: ids, officeIds: ids }).nullable(),
  reason: z.string().trim().min(1).max(1_000),
});

@Controller('registrations')
export class ReservationController {
  constructor(
    private readonly reservation: ChangeReservation,
    private readonly registrations: Registrations,
  ) {}

  @Put(':id/reservation')
  @Allow(protocolManage)
  async change(
    @CurrentActor() actor: Actor,
    @Param({ schema: idParams }) { id }: z.infer<typeof idParams>,
    @Body({ schema: reservationBody }) body: z.infer<typeof reservationBody>,
  ): Promise<Result<RegistrationDetail>> {
    const outcome = await this.reservation.execute(actor, id, body);
    return outcome.ok ? this.registrations.find(actor, id) : outcome;
  }
}
