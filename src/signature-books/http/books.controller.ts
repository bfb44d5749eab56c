import { Controller, Get } from '@nestjs/common';
import { type Actor, Allow, CurrentActor } from '../../platform/identity';
import { ListBooks } from '../application/types/list-books';
import { requestsRead } from '../signature-books.permissions';
import type { BookList } from './signature-books.schema';

@Controller('signature-books')
@Allow(requestsRead)
export class BooksController {
  constructor(private readonly books: ListBooks) {}

  @Get()
  async list(@CurrentActor() actor: Actor): Promise<BookList> {
    return { items: await this.books.execute(actor) };
  }
}
