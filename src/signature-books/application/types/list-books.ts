import { Injectable } from '@nestjs/common';
import { People, Structure } from '../../../organisation';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { StepKind } from '../../domain/step-kinds';
import { SignatureBookRow } from '../../infrastructure/request.rows';

export interface ListedBook {
  readonly id: string;
  readonly name: string;
  readonly office: string;
  readonly withProtocol: boolean;
  readonly defaultRoute: {
    readonly kind: StepKind;
    readonly holders: { readonly id: string; readonly fullName: string }[];
  }[];
}

/** The books of the actor's AOO, those of his own offices first. */
@Injectable()
export class ListBooks {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly structure: Structure,
  ) {}

  async execute(actor: Actor): Promise<ListedBook[]> {
    return this.database.transaction(actor, async () => {
      const books = await this.database
        .rows(SignatureBookRow)
        .find({ where: { aooId: actor.aooId }, order: { name: 'ASC' } });
      const people = await this.people.find(
        books.flatMap((book) => book.defaultRoute.flatMap((step) => step.holderIds)),
      );
      const offices = await this.structure.officeNames(books.map((book) => book.officeId));
      const isOwn = (book: SignatureBookRow): number => (actor.officeIds.includes(book.officeId) ? 0 : 1);
      return books
        .sort((left, right) => isOwn(left) - isOwn(right))
        .map((book) => ({
          id: book.id,
          name: book.name,
          office: offices.get(book.officeId) ?? '',
          withProtocol: book.withProtocol,
          defaultRoute: book.defaultRoute.map((step) => ({
            kind: step.kind,
            holders: step.holderIds.flatMap((id) => {
              const holder = people.get(id);
              return holder ? [{ id, fullName: holder.fullName }] : [];
            }),
          })),
        }));
    });
  }
}
