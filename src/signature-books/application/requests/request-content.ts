import type { RouteTemplateStep, WantedAddressee } from '../../domain/route-template';
import type { RegistrationData } from '../../infrastructure/request.rows';

/** A step as its drafter writes it: people by their ids, or whatever may be addressed. */
export interface WantedStep extends Omit<RouteTemplateStep, 'addressees'> {
  readonly holderIds?: readonly string[] | undefined;
  readonly addressees?: readonly WantedAddressee[] | undefined;
}

export function addresseesOf(step: WantedStep): readonly WantedAddressee[] {
  const people = (step.holderIds ?? []).map((personId) => ({ kind: 'person' as const, personId }));
  return [...people, ...(step.addressees ?? [])];
}

/** A request as its drafter writes it. */
export interface RequestContent {
  readonly bookId: string;
  readonly subject: string;
  readonly mainDocumentId: string;
  readonly annexes: readonly { readonly documentId: string; readonly toSign: boolean }[];
  readonly route: readonly WantedStep[];
  readonly registration?: RegistrationData | undefined;
  readonly dueOn?: string | undefined;
  readonly urgent: boolean;
  /** Why it is urgent; logged, and told to whom it reaches out of hours. */
  readonly urgentReason?: string | undefined;
  readonly documentTypeId?: string | undefined;
  readonly amount?: number | undefined;
}
