import { Module } from '@nestjs/common';
import { Documents } from './application/documents';
import { Plichi } from './application/plichi';
import { UploadDocument } from './application/upload-document.use-case';
import { DocumentsController } from './http/documents.controller';

@Module({
  controllers: [DocumentsController],
  providers: [Documents, Plichi, UploadDocument],
  exports: [Documents, Plichi],
})
export class DocumentsModule {}
