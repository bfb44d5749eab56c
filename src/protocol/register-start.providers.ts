import { ConcludeImport } from './application/register-start/conclude-import';
import { ImportedRegistrations } from './application/register-start/imported-registrations';
import { ImportLeases } from './application/register-start/import-leases';
import { ImportMoves } from './application/register-start/import-moves';
import { LoadImports } from './application/register-start/load-imports.use-case';
import { LoadLines } from './application/register-start/load-lines';
import { OpenRegister } from './application/register-start/open-register.use-case';
import { ReadFindings } from './application/register-start/read-findings';
import { ReceiveImport } from './application/register-start/receive-import.use-case';
import { SealImport } from './application/register-start/seal-import';
import { RegisterPlace } from './application/register-start/register-place';
import { RegisterStarts } from './application/register-start/register-starts';
import { RegisterStartController } from './http/register-start/register-start.controller';

export const registerStartProviders = [
  RegisterPlace,
  RegisterStarts,
  OpenRegister,
  ReceiveImport,
  LoadLines,
  ReadFindings,
  ImportLeases,
  ImportMoves,
  ConcludeImport,
  SealImport,
  LoadImports,
  ImportedRegistrations,
];

export const registerStartControllers = [RegisterStartController];
