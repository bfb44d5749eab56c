/**
 * Seals what is owed, in its order: how many were sealed. `seal` answers false while the seal of the AOO is away; then the
 * rest of that AOO waits for the next run, and the others are served.
 */
export async function sealInTurn<Owed extends { readonly aoo_id: string }>(
  owed: readonly Owed[],
  seal: (one: Owed) => Promise<boolean>,
): Promise<number> {
  const away = new Set<string>();
  let sealed = 0;
  for (const one of owed) {
    if (away.has(one.aoo_id)) continue;
    if (await seal(one)) sealed += 1;
    else away.add(one.aoo_id);
  }
  return sealed;
}
