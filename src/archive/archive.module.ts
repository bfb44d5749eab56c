import { Module } from '@nestjs/common';
import { CopiesModule } from '../copies';
import { ProtocolModule } from '../protocol';
import { SignatureBooksModule } from '../signature-books';
import { VerificationModule } from '../verification';
import { BuildPackage } from './application/build-package.use-case';
import { PackageContent } from './application/package-content';
import { Packages } from './application/packages';
import { ArchiveController } from './http/archive.controller';
import { archiveProcessors } from './jobs/archive.processors';

@Module({
  imports: [CopiesModule, ProtocolModule, SignatureBooksModule, VerificationModule],
  controllers: [ArchiveController],
  providers: [BuildPackage, PackageContent, Packages, ...archiveProcessors],
})
export class ArchiveModule {}
