import { Module } from '@nestjs/common';
import { ProtocolModule } from '../protocol';
import { SignatureBooksModule } from '../signature-books';
import { VerificationModule } from '../verification';
import { Copies } from './application/copies';
import { CopyPlace } from './application/copy-place';
import { MakeCopy } from './application/make-copy.use-case';
import { EntriesToPrint } from './application/entries-to-print';
import { MakePrintCopy } from './application/make-print-copy.use-case';
import { CopiesController } from './http/copies.controller';
import { PrintCopiesController } from './http/print-copies.controller';
import { PublicCopyController } from './http/public-copy.controller';
import { Stamper } from './infrastructure/stamper';
import { copiesProcessors } from './jobs/copies.processors';

@Module({
  imports: [SignatureBooksModule, ProtocolModule, VerificationModule],
  controllers: [CopiesController, PrintCopiesController, PublicCopyController],
  providers: [Copies, MakeCopy, MakePrintCopy, EntriesToPrint, CopyPlace, Stamper, ...copiesProcessors],
  exports: [Copies],
})
export class CopiesModule {}
