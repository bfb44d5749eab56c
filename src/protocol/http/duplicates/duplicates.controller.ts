import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '../../../platform/identity';
import { ShowDuplicates } from '../../application/duplicates/show-duplicates';
import { protocolRegister } from '../../protocol.permissions';
import { correspondentOf, withoutEmpty } from '../command-of';
import { type LikelyDuplicates, likelyDuplicatesBody, type LikelyDuplicatesBody } from './duplicates.schema';

@Controller('registrations')
export class DuplicatesController {
  constructor(private readonly duplicates: ShowDuplicates) {}

  /** A question: it has a body because a subject and many hashes fit no address. */
  @Post('likely-duplicates')
  @HttpCode(200)
  @Allow(protocolRegister)
  async likely(
    @CurrentActor() actor: Actor,
    @Body({ schema: likelyDuplicatesBody }) body: LikelyDuplicatesBody,
  ): Promise<LikelyDuplicates> {
    const { sender, recipients, ...rest } = body;
    const items = await this.duplicates.execute(actor, {
      ...withoutEmpty(rest),
      subject: body.subject,
      sender: sender && correspondentOf(sender),
      recipients: recipients.map(correspondentOf),
    });
    return { items };
  }
}
