import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../../api/client';
import { registrations } from '../../api/endpoints';
import { ApiProblem } from '../../api/problem';
import { duplicates } from '../../api/protocol';
import type { LikelyDuplicate } from '../../api/protocol-types';
import type { IncomingInput, RegistrationDetail } from '../../api/types';

export interface Registering {
  readonly likely: readonly LikelyDuplicate[];
  readonly busy: boolean;
  readonly error: unknown;
  /** Asks first whether it is there already; `seen`: the person has looked, and goes on. */
  readonly register: (input: IncomingInput, hashes: readonly string[], seen: boolean) => Promise<void>;
}

/** Registers; the key stays while the answer is unknown, so that a lost reply never makes a second number. */
export function useRegister(onDone: (registration: RegistrationDetail) => void): Registering {
  const client = useQueryClient();
  const key = useRef(newKey());
  const [likely, setLikely] = useState<readonly LikelyDuplicate[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const register: Registering['register'] = async (input, hashes, seen) => {
    setBusy(true);
    setError(null);
    try {
      const shown = seen ? likely : await find(input, hashes);
      setLikely(shown);
      if (!seen && shown.length > 0) return;
      const duplicatesSeen = shown.map(({ registration }) => registration.id);
      const registration = await registrations.create(
        { ...input, onDuplicates: 'ASK', duplicatesSeen },
        key.current,
      );
      key.current = newKey();
      void client.invalidateQueries({ queryKey: ['registrations'] });
      void client.invalidateQueries({ queryKey: ['arrivals'] });
      onDone(registration);
    } catch (failure) {
      setError(failure);
      if (!(failure instanceof ApiProblem && failure.isUnreachable)) key.current = newKey();
    } finally {
      setBusy(false);
    }
  };
  return { likely, busy, error, register };
}

async function find(input: IncomingInput, hashes: readonly string[]): Promise<readonly LikelyDuplicate[]> {
  const { arrivalId, subject, sender, messageId, senderReference } = input;
  const { items } = await duplicates.likely({
    subject,
    sender: sender ?? null,
    hashes: [...hashes],
    ...(arrivalId && { arrivalId }),
    ...(messageId && { messageId }),
    ...(senderReference && { senderReference }),
  });
  return items;
}
