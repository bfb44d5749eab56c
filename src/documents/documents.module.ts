import { Module } from '@nestjs/common';
import { DocumentTexts } from './application/document-texts';
import { Documents } from './application/documents';
import { Plichi } from './application/plichi';
import { ReceiveFile } from './application/receive-file';
import { UploadDocument } from './application/upload-document.use-case';
import { DocumentsController } from './http/documents.controller';

@Module({
  controllers: [DocumentsController],
  providers: [Documents, DocumentTexts, Plichi, UploadDocument, ReceiveFile],
  exports: [Documents, DocumentTexts, Plichi, ReceiveFile],
})
export class DocumentsModule {}
