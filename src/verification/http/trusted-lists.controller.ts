import { Controller, Get, HttpStatus } from '@nestjs/common';
import { Answers } from '../../platform/http';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { ListTrustedLists } from '../application/list-trusted-lists';
import { verificationAsk } from '../verification.permissions';
import { type TrustedListsView, trustedListsView } from './verification.schema';

@Controller('trusted-lists')
@Allow(verificationAsk)
export class TrustedListsController {
  constructor(private readonly lists: ListTrustedLists) {}

  /** The trusted lists in use with their age, and what their sources said last. */
  @Get()
  @Answers(HttpStatus.OK, trustedListsView)
  all(@CurrentActor() actor: Actor): Promise<TrustedListsView> {
    return this.lists.execute(actor);
  }
}
