import { Module } from '@nestjs/common';
import { Documents } from './application/documents';
import { Plichi } from './application/plichi';
import { ReceiveFile } from './application/receive-file';
import { UploadDocument } from './application/upload-document.use-case';
import { DocumentsController } from './http/documents.controller';

@Module({
  controllers: [DocumentsController],
  providers: [Documents, Plichi, UploadDocument, ReceiveFile],
  exports: [Documents, Plichi, ReceiveFile],
})
export class DocumentsModule {}
