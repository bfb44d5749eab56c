import type { Addressee } from './addressee';
import type { StepKind, StepLevel } from './route.states';

/** An addressee as a route names him before it starts: "the superior" becomes a seat for each requester. */
export type WantedAddressee = Addressee | { readonly kind: 'superior' };

export interface RouteTemplateStep {
  readonly kind: StepKind;
  readonly addressees: readonly WantedAddressee[];
  readonly minimum?: number | undefined;
  readonly mandatory?: readonly WantedAddressee[] | undefined;
  /** True: open together with the step before it; the step after both waits for both. */
  readonly parallel?: boolean | undefined;
  readonly level?: StepLevel | undefined;
  /** Working hours from its opening. */
  readonly dueHours?: number | undefined;
}
