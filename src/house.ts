import { archive } from './archive';
import { audit } from './audit';
import { copies } from './copies';
import { documents } from './documents';
import { notifications } from './notifications';
import { organisation } from './organisation';
import { protocol } from './protocol';
import { signatureBooks } from './signature-books';
import { signing } from './signing';
import { verification } from './verification';
import type { ModuleDefinition } from './platform/module-definition';

/** The modules of the house, in the order of the office's day; each may use those before it. */
export const house: readonly ModuleDefinition[] = [
  organisation,
  documents,
  verification,
  signing,
  protocol,
  signatureBooks,
  copies,
  archive,
  audit,
  notifications,
];
