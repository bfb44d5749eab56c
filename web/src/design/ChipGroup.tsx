interface ChipGroupProps<Id extends string> {
  readonly label: string;
  readonly chips: readonly { readonly id: Id; readonly label: string; readonly count?: number }[];
  readonly current: Id;
  readonly onChoose: (id: Id) => void;
}

/** A row of small switches of which one holds. */
export function ChipGroup<Id extends string>({ label, chips, current, onChoose }: ChipGroupProps<Id>) {
  return (
    <div className="lf-chips" role="group" aria-label={label}>
      {chips.map((chip) => (
        <button
          key={chip.id}
          type="button"
          className="lf-chip"
          aria-pressed={chip.id === current}
          onClick={() => onChoose(chip.id)}
        >
          {chip.label}
          {chip.count !== undefined && <span className="lf-chip-count">{chip.count}</span>}
        </button>
      ))}
    </div>
  );
}
