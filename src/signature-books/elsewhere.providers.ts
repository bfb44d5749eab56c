import { CountUpload } from './application/elsewhere/count-upload';
import { ExamineUpload } from './application/elsewhere/examine-upload';
import { FilesInHands } from './application/elsewhere/files-in-hands';
import { GiveFileOut } from './application/elsewhere/give-file-out.use-case';
import { GivenFiles } from './application/elsewhere/given-file';
import { ListFilesToSign } from './application/elsewhere/list-files-to-sign';
import { ReturnFile } from './application/elsewhere/return-file.use-case';
import { SettleUpload } from './application/elsewhere/settle-upload';
import { SigningElsewhere } from './application/elsewhere/signing-elsewhere';
import { TakeSignedFile } from './application/elsewhere/take-signed-file.use-case';
import { WriteUploadedItem } from './application/elsewhere/write-uploaded-item';
import { SigningDownloads } from './infrastructure/elsewhere/signing-downloads';

/** Signing with a program of one's own. */
export const elsewhereProviders = [
  SigningDownloads,
  FilesInHands,
  SigningElsewhere,
  GiveFileOut,
  GivenFiles,
  ReturnFile,
  ListFilesToSign,
  ExamineUpload,
  WriteUploadedItem,
  SettleUpload,
  CountUpload,
  TakeSignedFile,
];
