import type {
  AnyStepKind,
  Book,
  Correspondent,
  RequestDetail,
  RequestInput,
  RouteStep,
  TemplateView,
} from '../../api/types';

type Addressee = NonNullable<RequestInput['route'][number]['addressees']>[number];

export interface Holder {
  readonly id: string;
  readonly fullName: string;
  /** Not a person: a seat of an office, or the superior of who asks. */
  readonly addressee?: Addressee;
}

type StepOptions = Pick<
  RequestInput['route'][number],
  'parallel' | 'level' | 'dueHours' | 'weight' | 'register'
>;

export interface Step {
  readonly key: string;
  readonly kind: AnyStepKind;
  readonly holders: readonly Holder[];
  /** How many of the holders must act; null: all. */
  readonly minimum: number | null;
  readonly options: StepOptions;
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
  readonly urgentReason: string;
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
    options: {},
  }));
}

export function emptyForm(book: Book | undefined): FormState {
  return {
    subject: '',
    bookId: book?.id ?? '',
    dueOn: '',
    urgent: false,
    urgentReason: '',
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
    urgentReason: request.urgentReason ?? '',
    steps: request.steps.map(stepOf),
    direction: registration?.direction ?? 'OUTGOING',
    classification: registration?.classificationCode ?? '',
    recipients: registration ? registration.recipients.map(recipientOf) : [emptyRecipient()],
  };
}

/** Of a template: its version of today, which the form may change. */
export function stepsOfTemplate({ steps }: TemplateView): Step[] {
  return steps.map(({ kind, addressees, labels, minimum, parallel, level, dueHours, weight, register }) => ({
    key: nextKey(),
    kind,
    holders: addressees.map((addressee, index) => holderOf(addressee, labels[index] ?? '')),
    minimum: minimum ?? null,
    options: { parallel, level, dueHours, weight, register },
  }));
}

function holderOf(addressee: Addressee, fullName: string): Holder {
  if (addressee.kind === 'person') return { id: addressee.personId, fullName };
  const id = addressee.kind === 'superior' ? 'superior' : `seat:${addressee.officeId}:${addressee.role}`;
  return { id, fullName, addressee };
}

function addresseeOf(key: string): Addressee {
  const [kind, id = '', role = ''] = key.split(':');
  return kind === 'seat' ? { kind, officeId: id, role } : { kind: 'person', personId: id };
}

function stepOf(step: RouteStep, index: number, all: readonly RouteStep[]): Step {
  const holders = step.addressees.map(({ key, label }) => holderOf(addresseeOf(key), label));
  return {
    key: nextKey(),
    kind: step.kind,
    holders,
    minimum: step.minimum < holders.length ? step.minimum : null,
    options: {
      parallel: index > 0 && all[index - 1]?.stage === step.stage,
      ...(!isAutomatic(step.kind) && { level: step.level }),
      ...(step.weight && { weight: step.weight }),
      ...(step.register && { register: step.register }),
    },
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

/** As the service takes it; absent when something is missing. */
export function registrationOf(form: FormState): RequestInput['registration'] | null {
  const recipients = form.recipients.filter((each) => each.name.trim()).map(correspondentOf);
  if (!form.classification || recipients.length === 0) return null;
  return { classificationCode: form.classification, direction: form.direction, recipients };
}

/** The route as the service takes it, to be written or only rehearsed. */
export function routeOf(steps: readonly Step[]): RequestInput['route'] {
  return steps.map(({ kind, holders, minimum, options }) => ({
    kind,
    ...options,
    ...(holders.length > 0 && {
      addressees: holders.map(
        (holder) => holder.addressee ?? { kind: 'person' as const, personId: holder.id },
      ),
    }),
    ...(minimum !== null && { minimum }),
  }));
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
    route: routeOf(form.steps),
    urgent: form.urgent,
    ...(form.urgent && { urgentReason: form.urgentReason.trim() }),
    ...(form.dueOn && { dueOn: form.dueOn }),
    ...(numbers(form, book) && registrationOf(form) && { registration: registrationOf(form) ?? undefined }),
  };
}

/** Whether a register will be told of the act: its book says so, or its route takes a number. */
export function numbers(form: FormState, book: Book): boolean {
  return book.withProtocol || form.steps.some(({ kind }) => kind === 'NUMBER');
}
