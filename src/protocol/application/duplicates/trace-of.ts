import { withoutOmocodia } from '../../../organisation';
import { counterpartKey } from '../../domain/correspondents/correspondent-key';
import { referenceKey, subjectKey, type Traces } from '../../domain/duplicates/likeness';
import type { Correspondent, Direction } from '../../domain/registration';

interface Compared {
  readonly direction: Direction;
  readonly subject: string;
  readonly sender: Correspondent | null;
  readonly recipients: readonly Correspondent[];
  readonly messageId?: string | null;
  readonly senderReference?: string | null;
}

/** Who is on the other side: the sender of what came, the first recipient of what goes. */
export function counterpartOf({ direction, sender, recipients }: Compared): Correspondent | null {
  return direction === 'OUTGOING' ? (recipients[0] ?? null) : (sender ?? recipients[0] ?? null);
}

export function keyOfCounterpart(correspondent: Correspondent): string | null {
  return counterpartKey(correspondent, withoutOmocodia);
}

export function traceOf(entry: Compared, hashes: readonly string[]): Traces {
  const counterpart = counterpartOf(entry);
  return {
    hashes,
    messageId: entry.messageId ?? null,
    counterpartKey: counterpart && keyOfCounterpart(counterpart),
    referenceKey: entry.senderReference ? referenceKey(entry.senderReference) : null,
    subject: subjectKey(entry.subject),
  };
}
