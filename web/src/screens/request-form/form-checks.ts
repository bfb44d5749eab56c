import type { Book } from '../../api/types';
import type { TextId } from '../../texts/use-texts';
import { type FormState, isAutomatic, numbers } from './form-state';
import type { FileEntry } from './use-files';

export type Place = 'files' | 'subject' | 'urgent' | 'book' | 'route' | 'classification' | 'recipients';
export type Lacks = Readonly<Partial<Record<Place, TextId>>>;

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What is still missing, by place: a draft needs little, sending needs all of it. */
export function lacksOf(
  form: FormState,
  book: Book | undefined,
  files: readonly FileEntry[],
  send: boolean,
): Lacks {
  const lacks: Partial<Record<Place, TextId>> = {};
  const fileLack = lackOfFiles(files);
  if (fileLack) lacks.files = fileLack;
  if (form.subject.trim().length < 3) lacks.subject = 'form.error.subject';
  if (form.urgent && form.urgentReason.trim() === '') lacks.urgent = 'form.error.urgent';
  if (!book) lacks.book = 'form.error.book';
  const routeLack = lackOfRoute(form);
  if (routeLack) lacks.route = routeLack;
  if (send && book && numbers(form, book)) {
    if (!form.classification) lacks.classification = 'form.error.classification';
    const recipientLack = lackOfRecipients(form);
    if (recipientLack) lacks.recipients = recipientLack;
  }
  return lacks;
}

function lackOfFiles(files: readonly FileEntry[]): TextId | null {
  if (files.length === 0) return 'form.error.noFile';
  if (files.some((file) => file.state === 'refused')) return 'form.error.refused';
  if (files.some((file) => file.state === 'sending')) return 'form.error.uploading';
  return null;
}

function lackOfRoute({ steps }: FormState): TextId | null {
  if (steps.length === 0) return 'form.error.noStep';
  const ofPeople = steps.filter((step) => !isAutomatic(step.kind));
  if (ofPeople.some((step) => step.holders.length === 0)) return 'form.error.noHolder';
  if (!steps.some((step) => step.kind === 'SIGN')) return 'form.error.noSignature';
  return null;
}

function lackOfRecipients({ recipients }: FormState): TextId | null {
  if (!recipients.some((each) => each.name.trim())) return 'form.error.recipient';
  if (recipients.some((each) => each.email.trim() && !MAIL.test(each.email.trim())))
    return 'form.error.email';
  return null;
}
