import type {
  AnyStepKind,
  Book,
  Correspondent,
  RequestDetail,
  RequestInput,
  RouteStep,
} from '../../api/types';

export interface Holder {
  readonly id: string;
  readonly fullName: string;
}

export interface Step {
  readonly key: string;
  readonly kind: AnyStepKind;
  readonly holders: readonly Holder[];
  /** How many of the holders must act; null: all. */
  readonly minimum: number | null;
}

export interface Recipient {
  readonly key: string;
  readonly kind: Correspondent['kind'];
  readonly name: string;
  readonly familyName: string;
  readonly email: string;
  readonly code: string;
}

export interface FormState {
  readonly subject: string;
  readonly bookId: string;
  readonly dueOn: string;
  readonly urgent: boolean;
  readonly steps: readonly Step[];
  readonly direction: 'OUTGOING' | 'INTERNAL';
  readonly classification: string;
  readonly recipients: readonly Recipient[];
}

const AUTOMATIC: readonly AnyStepKind[] = ['NUMBER', 'SEGNATURA', 'SEAL', 'SEND', 'FILE'];

/** What the system itself does: it asks nobody. */
export function isAutomatic(kind: AnyStepKind): boolean {
  return AUTOMATIC.includes(kind);
}

let lastKey = 0;
export const nextKey = () => `k${++lastKey}`;

export function emptyRecipient(): Recipient {
  return { key: nextKey(), kind: 'PUBLIC_BODY', name: '', familyName: '', email: '', code: '' };
}

export function stepsOf(book: Book): Step[] {
  return book.defaultRoute.map((step) => ({
    key: nextKey(),
    kind: step.kind,
    holders: step.holders,
    minimum: null,
  }));
}

export function emptyForm(book: Book | undefined): FormState {
  return {
    subject: '',
    bookId: book?.id ?? '',
    dueOn: '',
    urgent: false,
    steps: book ? stepsOf(book) : [],
    direction: 'OUTGOING',
    classification: '',
    recipients: [emptyRecipient()],
  };
}

export function formOf(request: RequestDetail, books: readonly Book[]): FormState {
  const { registration } = request;
  return {
    subject: request.subject,
    bookId: books.find((book) => book.name === request.bookName)?.id ?? '',
    dueOn: request.dueOn ?? '',
    urgent: request.urgent,
    steps: request.steps.map(stepOf),
    direction: registration?.direction ?? 'OUTGOING',
    classification: registration?.classificationCode ?? '',
    recipients: registration ? registration.recipients.map(recipientOf) : [emptyRecipient()],
  };
}

function stepOf(step: RouteStep): Step {
  const { holders } = step;
  return {
    key: nextKey(),
    kind: step.kind,
    holders,
    minimum: step.minimum < holders.length ? step.minimum : null,
  };
}

function recipientOf(each: Correspondent): Recipient {
  return {
    key: nextKey(),
    kind: each.kind,
    name: each.name,
    familyName: each.familyName ?? '',
    email: each.email ?? '',
    code: (each.kind === 'PUBLIC_BODY' ? each.ipaCode : each.taxCode) ?? '',
  };
}

export function correspondentOf(recipient: Recipient): Correspondent {
  const { kind, name, familyName, email, code } = recipient;
  return {
    kind,
    name: name.trim(),
    ...(kind === 'PERSON' && familyName.trim() && { familyName: familyName.trim() }),
    ...(email.trim() && { email: email.trim() }),
    ...(code.trim() &&
      (kind === 'PUBLIC_BODY' ? { ipaCode: code.trim() } : { taxCode: code.trim().toUpperCase() })),
  };
}

interface UploadedFile {
  readonly documentId: string;
  readonly toSign: boolean;
}

/** What the service is asked to write, from what the form holds; called only when nothing is missing. */
export function inputOf(form: FormState, book: Book, files: readonly UploadedFile[]): RequestInput | null {
  const [main, ...annexes] = files;
  if (!main) return null;
  return {
    bookId: book.id,
    subject: form.subject.trim(),
    mainDocumentId: main.documentId,
    annexes: annexes.map(({ documentId, toSign }) => ({ documentId, toSign })),
    route: form.steps.map((step) => ({
      kind: step.kind,
      ...(step.holders.length > 0 && { holderIds: step.holders.map((holder) => holder.id) }),
      ...(step.minimum !== null && { minimum: step.minimum }),
    })),
    urgent: form.urgent,
    ...(form.dueOn && { dueOn: form.dueOn }),
    ...(book.withProtocol &&
      form.classification && {
        registration: {
          classificationCode: form.classification,
          direction: form.direction,
          recipients: form.recipients.filter((each) => each.name.trim()).map(correspondentOf),
        },
      }),
  };
}
