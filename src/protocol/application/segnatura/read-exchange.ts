import { Injectable } from '@nestjs/common';
import { accept, refuse } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import { protocolRefusals } from '../../domain/protocol.refusals';
import { SegnaturaSealRow } from '../../infrastructure/exchange.rows';
import { Registrations } from '../registrations';
import { ProtocolMessages } from './protocol-messages';
import { ReceivedSegnature } from './received-segnature';

/** What a registration has of other offices: the segnatura that came with it, and the messages about it. */
@Injectable()
export class ReadExchange {
  constructor(
    private readonly database: Database,
    private readonly registrations: Registrations,
    private readonly received: ReceivedSegnature,
    private readonly messages: ProtocolMessages,
  ) {}

  async of(actor: Actor, registrationId: string) {
    return this.database.transaction(actor, async () => {
      if (!(await this.registrations.entryFor(actor, registrationId)))
        return refuse(protocolRefusals.REGISTRATION_NOT_FOUND());
      const segnatura = await this.received.of(registrationId);
      const seal = await this.database.rows(SegnaturaSealRow).findOneBy({ registrationId });
      const messages = await this.messages.of(registrationId);
      return accept({
        segnatura: segnatura && {
          content: segnatura.content,
          anomalies: segnatura.anomalies,
          sealConclusion: segnatura.sealConclusion,
        },
        seal: seal && { level: seal.level, sealedAt: seal.sealedAt.toISOString() },
        messages: messages.map(({ id, direction, kind, edition, content, sha256, notedAt }) => ({
          id,
          direction,
          kind,
          edition,
          reason: content.reason,
          faults: content.faults,
          sha256,
          notedAt: notedAt.toISOString(),
        })),
      });
    });
  }
}
