import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Database } from '../../platform/database/database';
import { type Actor, Allow, CurrentActor, LOGGED_IN } from '../../platform/identity';
import { People } from '../application/people';
import { Structure } from '../application/structure';
import {
  type ClassificationPlanView,
  type OrganisationView,
  personQuery,
  type PersonView,
} from './organisation.schema';

@Controller()
@Allow(LOGGED_IN)
export class OrganisationController {
  constructor(
    private readonly database: Database,
    private readonly structure: Structure,
    private readonly people: People,
  ) {}

  @Get('organisation')
  tree(@CurrentActor() actor: Actor): Promise<OrganisationView> {
    return this.database.transaction(actor, () => this.structure.tree(actor.bodyId));
  }

  /** Tax codes stay out: a pick list needs names and offices. */
  @Get('people')
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: personQuery }) query: z.infer<typeof personQuery>,
  ): Promise<{ items: PersonView[] }> {
    const people = await this.database.transaction(actor, () => this.people.list(query));
    return { items: people.map(({ taxCode: _taxCode, ...person }) => person) };
  }

  @Get('classification-plan')
  async plan(@CurrentActor() actor: Actor): Promise<ClassificationPlanView> {
    return {
      items: await this.database.transaction(actor, () => this.structure.classificationPlan(actor.aooId)),
    };
  }
}
