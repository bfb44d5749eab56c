import type { Addressee } from './addressee';
import type { OpinionWeight, StepKind, StepLevel } from './step-kinds';

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
  /** What a contrary opinion does; of a step that asks for one. */
  readonly weight?: OpinionWeight | undefined;
  /** Of a step that takes a number: `PROTOCOL`, or the id of a repertory. */
  readonly register?: string | undefined;
  /** Working hours from its opening. */
  readonly dueHours?: number | undefined;
}
