/** A place whose work reaches the person today: his own, or one that he is given, with the bounds of that power. */
export interface Desk {
  readonly key: string;
  readonly kinds: readonly string[] | null;
  readonly documentTypeIds: readonly string[] | null;
  readonly amountLimit: string | null;
}

/** Who acts, for which body, by what right. Passed by hand to every use case: forgetting it does not compile. */
export interface Actor {
  readonly bodyId: string;
  readonly aooId: string;
  /** Null when the system itself acts. */
  readonly personId: string | null;
  readonly roles: readonly string[];
  readonly officeIds: readonly string[];
  readonly desks: readonly Desk[];
  /** The person in whose place the actor acts, when there is one. */
  readonly onBehalfOf?: string;
  readonly capacity?: string;
}

export function systemActor(bodyId: string, aooId: string): Actor {
  return { bodyId, aooId, personId: null, roles: [], officeIds: [], desks: [] };
}
