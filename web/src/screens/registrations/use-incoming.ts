import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../../api/client';
import { registrations } from '../../api/endpoints';
import { ApiProblem } from '../../api/problem';
import type { IncomingInput, RegistrationDetail } from '../../api/types';
import type { TextId } from '../../texts/use-texts';
import { correspondentOf, type Recipient } from '../request-form/form-state';
import type { FileEntry } from '../request-form/use-files';

export interface IncomingForm {
  readonly sender: Omit<Recipient, 'key'>;
  readonly subject: string;
  readonly classification: string;
  readonly receivedOn: string;
  readonly means: NonNullable<IncomingInput['means']>;
  readonly reference: string;
}

const TODAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome' });

export function emptyIncoming(): IncomingForm {
  return {
    sender: { kind: 'PERSON', name: '', familyName: '', email: '', code: '' },
    subject: '',
    classification: '',
    receivedOn: TODAY.format(new Date()),
    means: 'HAND',
    reference: '',
  };
}

export type IncomingPlace = 'file' | 'sender' | 'subject' | 'classification';
export type IncomingLacks = Readonly<Partial<Record<IncomingPlace, TextId>>>;

export function incomingLacks(form: IncomingForm, files: readonly FileEntry[]): IncomingLacks {
  const sending = files.some((file) => file.state === 'sending');
  const refused = files.some((file) => file.state === 'refused');
  return {
    ...(files.length === 0 && { file: 'incoming.error.file' as const }),
    ...(sending && { file: 'form.error.uploading' as const }),
    ...(refused && { file: 'form.error.refused' as const }),
    ...(!form.sender.name.trim() && { sender: 'incoming.error.sender' as const }),
    ...(form.subject.trim().length < 3 && { subject: 'form.error.subject' as const }),
    ...(!form.classification && { classification: 'form.error.classification' as const }),
  };
}

/** Registers; the key stays while the answer is unknown, so that a lost reply never makes a second number. */
export function useRegister(onDone: (registration: RegistrationDetail) => void) {
  const client = useQueryClient();
  const key = useRef(newKey());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const register = async (form: IncomingForm, documentIds: readonly string[]) => {
    const [documentId, ...annexDocumentIds] = documentIds;
    if (!documentId) return;
    setBusy(true);
    setError(null);
    try {
      const registration = await registrations.create(
        {
          subject: form.subject.trim(),
          sender: correspondentOf({ key: '', ...form.sender }),
          classificationCode: form.classification,
          documentId,
          annexDocumentIds,
          means: form.means,
          ...(form.receivedOn && { receivedOn: form.receivedOn }),
          ...(form.reference.trim() && { senderReference: form.reference.trim() }),
        },
        key.current,
      );
      key.current = newKey();
      void client.invalidateQueries({ queryKey: ['registrations'] });
      onDone(registration);
    } catch (failure) {
      setError(failure);
      if (!(failure instanceof ApiProblem && failure.isUnreachable)) key.current = newKey();
    } finally {
      setBusy(false);
    }
  };
  return { register, busy, error };
}
