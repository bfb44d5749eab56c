export interface Measured {
  /** Answers each second. */
  readonly throughput: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Closed loop: each of `clients` asks again as soon as it is answered, for `seconds`. */
export async function underLoad(
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
  ask: (client: number, round: number) => Promise<unknown>,
): Promise<Measured> {
  const times: number[] = [];
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let round = 0; performance.now() < end; round += 1) {
        const asked = performance.now();
        await ask(client, round);
        times.push(performance.now() - asked);
      }
    }),
  );
  return measured(times, (performance.now() - begin) / 1_000);
}

/** Figures of answers that took `times` milliseconds each, all of them in `seconds`. */
export function measured(times: number[], seconds: number): Measured {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { throughput: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}
