import type { StepKind } from '../domain/route.states';
import type { RegistrationData } from '../infrastructure/request.rows';

/** A request as its drafter writes it. */
export interface RequestContent {
  readonly bookId: string;
  readonly subject: string;
  readonly mainDocumentId: string;
  readonly annexes: readonly { readonly documentId: string; readonly toSign: boolean }[];
  readonly route: readonly {
    readonly kind: StepKind;
    readonly holderIds: readonly string[];
    /** How many of the holders must act; all of them when it is not said. */
    readonly minimum?: number | undefined;
  }[];
  readonly registration?: RegistrationData | undefined;
  readonly dueOn?: string | undefined;
  readonly urgent: boolean;
}
