import { randomInt } from 'node:crypto';
import { Load } from './support/load';
import { takeStock } from './support/take-stock';
import type { FaultsRequest, Tally } from './support/tally';
import { Town } from './support/town';

const PRESET = { kills: 50, documents: 500 };
const BETWEEN_KILLS_MS = { least: 700, most: 3_500 };
const PROGRESS_PATIENCE_MS = 10_000;

/** Kills api, workers and database at random moments while documents go from draft to archive; then looks at what is left. */
export async function run(request: FaultsRequest): Promise<Tally> {
  const kills = request.kills ?? PRESET.kills;
  const documents = request.documents ?? Math.max(20, Math.min(PRESET.documents, kills * 10));
  const town = await Town.build({ redis: request.redis });
  let tally: Tally | null = null;
  try {
    tally = await underFire(town, kills, documents);
    return tally;
  } finally {
    const isClean =
      tally !== null && tally.lost + tally.doubled + tally.gaps + tally.brokenLinks + tally.stuck === 0;
    await town.takeDown({ keep: !isClean });
  }
}

async function underFire(town: Town, kills: number, documents: number): Promise<Tally> {
  const load = await Load.open(town.url);
  load.begin(documents, town.folder);
  for (let kill = 1; kill <= kills; kill += 1) {
    await pause(randomInt(BETWEEN_KILLS_MS.least, BETWEEN_KILLS_MS.most));
    await progress(load, Math.floor((kill - 1) * (documents / (kills + 1))));
    const victim = town.victims[randomInt(town.victims.length)] ?? 'api';
    process.stderr.write(
      `kill ${kill} of ${kills}: ${victim} (${load.acknowledged.length} of ${documents} written)\n`,
    );
    await town.killAndRestart(victim);
  }
  return takeStock(town, load, {
    name: 'house',
    kills,
    documents,
    secrets: town.pin,
    askedAgain: (inspection) => inspection.askedAgain(),
  });
}

/** Spreads the kills over the documents; waits no longer than a while, for a service that is down writes nothing. */
async function progress(load: Load, written: number): Promise<void> {
  const until = Date.now() + PROGRESS_PATIENCE_MS;
  while (load.acknowledged.length < written && Date.now() < until) await pause(100);
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((wake) => setTimeout(wake, milliseconds));
}
