import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type {
  Authority,
  Decision,
  Question,
  RequestPart,
  StepOutcome,
  StepPart,
  TaskPart,
} from '../domain/dossier-parts';
import type { RequestState } from '../domain/request.states';
import type { StepState, TaskState } from '../domain/route.states';
import type { HumanStepKind, OpinionWeight, StepKind, StepLevel } from '../domain/step-kinds';
import type { TypePolicy } from '../domain/type-policy';

export interface RouteTemplateStep {
  readonly kind: StepKind;
  readonly holderIds: readonly string[];
}

/** A Libro Firma: the queue of an office, with its usual route, and with or without the protocol. */
@Entity('signature_book')
export class SignatureBookRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'signature_book_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  officeId!: string;

  @Column('text')
  name!: string;

  @Column('boolean')
  withProtocol!: boolean;

  @Column('jsonb')
  defaultRoute!: readonly RouteTemplateStep[];

  @Column('uuid', { nullable: true })
  documentTypeId!: string | null;
}

export interface Correspondent {
  readonly kind: 'PERSON' | 'COMPANY' | 'PUBLIC_BODY';
  readonly name: string;
  readonly familyName?: string | undefined;
  readonly taxCode?: string | undefined;
  readonly ipaCode?: string | undefined;
  readonly email?: string | undefined;
}

/** What the protocol will be told, asked once when the request is written. */
export interface RegistrationData {
  readonly classificationCode: string;
  readonly direction: 'OUTGOING' | 'INTERNAL';
  readonly recipients: readonly Correspondent[];
}

export interface CheckFailure {
  readonly code: string;
  readonly fileName: string;
  readonly text: { readonly it: string; readonly en: string };
  readonly remedy: { readonly it: string; readonly en: string } | null;
}

@Entity('signing_request')
@Index('signing_request_requester_idx', ['requesterId', 'updatedAt'])
@Index('signing_request_state_idx', ['aooId', 'state', 'updatedAt'])
@Index('signing_request_timed_idx', ['expiresAt'], {
  where: "state = ANY (ARRAY['IN_ROUTE'::text, 'SUSPENDED'::text])",
})
export class SigningRequestRow implements RequestPart {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'signing_request_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  aooId!: string;

  @Column('uuid')
  bookId!: string;

  @Column('uuid')
  officeId!: string;

  @Column('uuid')
  plicoId!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  state!: RequestState;

  @Column('integer')
  revision!: number;

  @Column('integer')
  version!: number;

  @Column('uuid')
  requesterId!: string;

  @Column('boolean')
  withProtocol!: boolean;

  @Column('jsonb', { nullable: true })
  registration!: RegistrationData | null;

  @Column('boolean')
  urgent!: boolean;

  @Column('date', { nullable: true })
  dueOn!: string | null;

  /** A technical obstacle, never a state: the request goes on by itself or by a named person when it is gone. */
  @Column('text', { nullable: true })
  blockedCode!: string | null;

  @Column('timestamptz', { nullable: true })
  blockedSince!: Date | null;

  @Column('jsonb')
  checkFailures!: readonly CheckFailure[];

  @Column('text', { nullable: true })
  returnReason!: string | null;

  @Column('uuid', { nullable: true })
  registrationId!: string | null;

  @Column('text', { nullable: true })
  registrationNumber!: string | null;

  @Column('date', { nullable: true })
  registeredOn!: string | null;

  @Column('uuid', { nullable: true })
  documentTypeId!: string | null;

  /** As the type had it when the request started: a later change of the type spares what is on its way. */
  @Column('jsonb')
  policy!: TypePolicy;

  /** What the act is worth, where delegations are limited by it. */
  @Column('numeric', { precision: 14, scale: 2, nullable: true })
  amount!: string | null;

  @Column('jsonb', { nullable: true })
  question!: Question | null;

  @Column('timestamptz', { nullable: true })
  suspendedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Column('boolean')
  numberingAsked!: boolean;

  /** A clerk asked that an act of a type that registers nothing be registered all the same. */
  @Column('boolean')
  numberWanted!: boolean;

  @Column('text', { nullable: true })
  urgentReason!: string | null;

  /** Since when its registration is annulled; the registration's state, shown here. */
  @Column('timestamptz', { nullable: true })
  annulledAt!: Date | null;

  /** When somebody decided that the annulled act is not registered again. */
  @Column('timestamptz', { nullable: true })
  annulmentClosedAt!: Date | null;

  /** Grows with each state of the act that is copied and packed anew: a later revision, a later number. */
  @Column('integer')
  edition!: number;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz')
  updatedAt!: Date;
}

@Entity('route_step')
@Index('route_step_position_key', ['requestId', 'revision', 'position'], { unique: true })
export class RouteStepRow implements StepPart {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'route_step_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  requestId!: string;

  @Column('integer')
  revision!: number;

  @Column('integer')
  position!: number;

  @Column('text')
  kind!: StepKind;

  @Column('text')
  state!: StepState;

  /** How many of the holders must act. */
  @Column('integer')
  minimum!: number;

  /** The people among the addressees. */
  @Column('uuid', { array: true })
  holderIds!: string[];

  @Column('integer')
  stage!: number;

  @Column('text')
  level!: StepLevel;

  @Column('text', { array: true })
  addressees!: string[];

  @Column('text', { array: true })
  mandatory!: string[];

  /** Of an automatic step that takes a number: `PROTOCOL`, or the id of a repertory. */
  @Column('text', { nullable: true })
  register!: string | null;

  /** What an automatic step has made. */
  @Column('jsonb', { nullable: true })
  outcome!: StepOutcome | null;

  @Column('text', { nullable: true })
  weight!: OpinionWeight | null;

  @Column('integer', { nullable: true })
  dueHours!: number | null;

  @Column('timestamptz', { nullable: true })
  dueAt!: Date | null;
}

@Entity('task')
@Index('task_step_idx', ['stepId'])
@Index('task_request_idx', ['requestId', 'revision'])
// Its second column descends, which TypeORM cannot say: the migration has it.
@Index('task_queue_idx', { synchronize: false })
@Index('task_timed_idx', { synchronize: false })
export class TaskRow implements TaskPart {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'task_pkey' })
  id!: string;

  @Column('uuid')
  bodyId!: string;

  @Column('uuid')
  requestId!: string;

  @Column('integer')
  revision!: number;

  @Column('uuid')
  stepId!: string;

  /** The person addressed; null for a seat that nobody has acted for yet. */
  @Column('uuid', { nullable: true })
  holderId!: string | null;

  /** `person:ID` or `seat:OFFICE:ROLE`: whose work it is, whoever holds the seat or acts for the person on the day. */
  @Column('text')
  addressee!: string;

  @Column('uuid', { nullable: true })
  actedBy!: string | null;

  @Column('jsonb', { nullable: true })
  power!: Authority | null;

  @Column('jsonb', { nullable: true })
  decision!: Decision | null;

  @Column('timestamptz', { nullable: true })
  undoUntil!: Date | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil!: Date | null;

  @Column('uuid', { nullable: true })
  leaseHolderId!: string | null;

  /** Who has opened its main document. */
  @Column('uuid', { array: true })
  readBy!: string[];

  @Column('timestamptz', { nullable: true })
  dueAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  remindedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  escalatedAt!: Date | null;

  @Column('text')
  kind!: HumanStepKind;

  @Column('text')
  state!: TaskState;

  @Column('integer')
  version!: number;

  /** By what right it reached its holder, as the appointment says. */
  @Column('text', { nullable: true })
  capacity!: string | null;

  @Column('text', { nullable: true })
  note!: string | null;

  @Column('boolean')
  urgent!: boolean;

  @Column('timestamptz')
  openedAt!: Date;

  @Column('timestamptz', { nullable: true })
  doneAt!: Date | null;
}
