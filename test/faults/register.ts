import { randomInt } from 'node:crypto';
import { Clerks } from './support/clerks';
import { Inspection } from './support/inspection';
import type { FaultsRequest, Tally } from './support/tally';
import { Town } from './support/town';

const PRESET = { kills: 200, clients: 64 };
const BETWEEN_KILLS_MS = { least: 200, most: 1_500 };
/** A key whose answer died with its process is free again after a minute; then a repeat gets the number. */
const GRACE_MS = 150_000;

/**
 * Kills both api processes and the database at random moments while 64 clients register, each repeating what was not
 * answered with the key it had; then looks at what is left: every number that was acknowledged, and no other.
 */
export async function run(request: FaultsRequest): Promise<Tally> {
  const kills = request.kills ?? PRESET.kills;
  const town = await Town.build({ redis: false, apis: 2 });
  let tally: Tally | null = null;
  try {
    tally = await underFire(town, kills);
    return tally;
  } finally {
    const isClean =
      tally !== null && tally.lost + tally.doubled + tally.gaps + tally.brokenLinks + tally.stuck === 0;
    await town.takeDown({ keep: !isClean });
  }
}

async function underFire(town: Town, kills: number): Promise<Tally> {
  const clerks = await Clerks.open(town.urls, town.folder);
  clerks.begin(PRESET.clients);
  const victims = [...town.apis, ...town.apis, 'database'];
  for (let kill = 1; kill <= kills; kill += 1) {
    await pause(randomInt(BETWEEN_KILLS_MS.least, BETWEEN_KILLS_MS.most));
    await town.waitUntilReady();
    const victim = victims[randomInt(victims.length)] ?? 'database';
    await town.killAndRestart(victim);
    process.stderr.write(`kill ${kill} of ${kills}: ${victim} (${clerks.acknowledged.length} numbers)\n`);
  }
  await town.waitUntilReady();
  const unanswered = await clerks.finish(GRACE_MS);
  const inspection = await Inspection.open(town.ownerUrl());
  try {
    const owed = await settled(inspection);
    const ledger = await town.command(['ledger', 'check']);
    if (ledger.code !== 0) process.stderr.write(`ledger check: ${ledger.output}\n`);
    process.stderr.write(`${clerks.acknowledged.length} numbers acknowledged; ${ledger.output.trim()}\n`);
    return {
      name: 'register',
      kills,
      lost: await inspection.lostNumbers(clerks.acknowledged),
      doubled: (await inspection.doubled()) + clerks.answeredTwice,
      gaps: await inspection.gaps(),
      brokenLinks: (await inspection.brokenLinks()) + (ledger.code === 0 ? 0 : 1),
      stuck: unanswered + owed,
      askedAgain: 0,
    };
  } finally {
    await inspection.close();
  }
}

/** Deliveries that nobody has taken a while after the last restart. */
async function settled(inspection: Inspection): Promise<number> {
  const until = Date.now() + GRACE_MS;
  for (;;) {
    const owed = await inspection.owedDeliveries();
    if (owed === 0 || Date.now() > until) return owed;
    await pause(500);
  }
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((wake) => setTimeout(wake, milliseconds));
}
