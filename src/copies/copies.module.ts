import { Module } from '@nestjs/common';
import { SignatureBooksModule } from '../signature-books';
import { Copies } from './application/copies';
import { CopyPlace } from './application/copy-place';
import { MakeCopy } from './application/make-copy.use-case';
import { CopiesController } from './http/copies.controller';
import { PublicCopyController } from './http/public-copy.controller';
import { Stamper } from './infrastructure/stamper';
import { copiesProcessors } from './jobs/copies.processors';

@Module({
  imports: [SignatureBooksModule],
  controllers: [CopiesController, PublicCopyController],
  providers: [Copies, MakeCopy, CopyPlace, Stamper, ...copiesProcessors],
  exports: [Copies],
})
export class CopiesModule {}
