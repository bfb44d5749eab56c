export interface Figure {
  readonly case: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** True where more is better: then a ratio is ours by theirs, else theirs by ours. */
  readonly moreIsBetter: boolean;
  /** Absent where nothing can be said to be the least that the case costs: the figure stands without ratio. */
  readonly floor?: { readonly name: string; readonly value: number };
  readonly peers?: Readonly<Record<string, number>>;
}

/** Writes figures: a line of JSON for each, or one that a person reads. Every ratio says how many times better we are. */
export class Report {
  constructor(
    private readonly bench: string,
    private readonly asJson: boolean,
  ) {}

  figure({ moreIsBetter, floor, peers = {}, ...figure }: Figure): void {
    const better = (theirs: number): number =>
      round(moreIsBetter ? figure.value / theirs : theirs / figure.value);
    const others = { ...(floor && { [floor.name]: floor.value }), ...peers };
    const ratio = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, better(value)]));
    const line = {
      bench: this.bench,
      case: figure.case,
      metric: figure.metric,
      value: round(figure.value),
      unit: figure.unit,
      ...(floor && { floor: { name: floor.name, value: round(floor.value) } }),
      peers: Object.fromEntries(Object.entries(peers).map(([name, value]) => [name, round(value)])),
      ratio,
    };
    process.stdout.write(this.asJson ? `${JSON.stringify(line)}\n` : `${readable(line)}\n`);
  }

  /** What whoever reads the figures should know; never among them. */
  note(text: string): void {
    process.stderr.write(`${text}\n`);
  }
}

function readable(line: {
  case: string;
  metric: string;
  value: number;
  unit: string;
  ratio: Readonly<Record<string, number>>;
}): string {
  const ratios = Object.entries(line.ratio).map(([name, value]) => `${value} x ${name}`);
  const compared = ratios.length > 0 ? ` (${ratios.join(', ')})` : '';
  return `${line.case}: ${line.metric} ${line.value} ${line.unit}${compared}`;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
