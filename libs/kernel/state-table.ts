/** One row of a state table: the documentation of a transition and the rule itself, in the same place. */
export interface Transition<State extends string, Action extends string> {
  /** Number in the design's list of transitions, such as `T9`. */
  readonly id: string;
  readonly action: Action;
  readonly from: readonly State[];
  readonly to: State;
  readonly actor: string;
  readonly guard: string;
  readonly effect: string;
}

/**
 * A finite state machine as data. The same table decides (`next`), tells what is possible (`actionsFrom`) and
 * draws itself (`diagram`), so that the three cannot disagree.
 */
export class StateTable<State extends string, Action extends string> {
  constructor(
    readonly name: string,
    readonly initial: State,
    readonly final: readonly State[],
    readonly transitions: readonly Transition<State, Action>[],
  ) {
    const seen = new Set<string>();
    for (const { from, action } of transitions) {
      for (const state of from) {
        if (final.includes(state)) throw new Error(`${name}: ${state} is final, yet ${action} leaves it`);
        const key = `${state} ${action}`;
        if (seen.has(key)) throw new Error(`${name}: ${action} leaves ${state} twice`);
        seen.add(key);
      }
    }
  }

  /** The state that `action` leads to, or undefined where the table does not allow it. */
  next(state: State, action: Action): State | undefined {
    return this.transitions.find((row) => row.action === action && row.from.includes(state))?.to;
  }

  actionsFrom(state: State): readonly Action[] {
    return this.transitions.filter((row) => row.from.includes(state)).map((row) => row.action);
  }

  isFinal(state: State): boolean {
    return this.final.includes(state);
  }

  /** The table as a Mermaid state diagram, for the module's README. */
  diagram(): string {
    const arrows = this.transitions.flatMap((row) =>
      row.from.map((state) => `  ${state} --> ${row.to}: ${row.id} ${row.action}`),
    );
    return [
      'stateDiagram-v2',
      `  [*] --> ${this.initial}`,
      ...arrows,
      ...this.final.map((state) => `  ${state} --> [*]`),
    ].join('\n');
  }
}
