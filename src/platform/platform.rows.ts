import { JournalEntryRow } from './database/journal/journal-entry.row';
import { DeliveryRow } from './database/outbox/delivery.row';
import { IdempotencyRow } from './http/idempotency.row';
import { AccessTokenRow } from './identity/access-token.row';
import { SessionRow } from './identity/session.row';

/** The tables of the platform itself. */
export const platformRows = [JournalEntryRow, DeliveryRow, SessionRow, AccessTokenRow, IdempotencyRow];
