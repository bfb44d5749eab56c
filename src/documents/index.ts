import { pdfRefusals } from '@libro-firma/pdf';
import type { ModuleDefinition } from '../platform/module-definition';
import { documentsUpload } from './documents.permissions';
import { DocumentsModule } from './documents.module';
import { documentsRefusals } from './domain/documents.refusals';
import { documentRows } from './infrastructure/document.rows';

export { DocumentTexts, type TextComparison } from './application/document-texts';
export { type DescribedDocument, Documents, type NewVersion } from './application/documents';
export { Plichi, type PlicoContent, type PlicoFile } from './application/plichi';
export { type ReceivedFile, ReceiveFile } from './application/receive-file';
export { withStoredSource } from './application/with-stored-source';
export { DocumentsModule } from './documents.module';
export type { DocumentView } from './http/documents.schema';
export { safeFileName } from './domain/file-name';

export const documents: ModuleDefinition = {
  name: 'documents',
  nest: DocumentsModule,
  rows: documentRows,
  permissions: [documentsUpload],
  refusals: [documentsRefusals, pdfRefusals],
};
