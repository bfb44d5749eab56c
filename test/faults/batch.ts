import { randomInt } from 'node:crypto';
import { Load } from './support/load';
import { RemoteSigner } from './support/remote-signer';
import { takeStock } from './support/take-stock';
import type { FaultsRequest, Tally } from './support/tally';
import { Town } from './support/town';

const PRESET = { kills: 100, documentsPerKill: 3 };
/** Small ones, so that there is one for each kill; and some that take several calls and several codes. */
const BATCHES = [2, 3, 5, 40];
/** Longest wait for a batch at the device; then the kill comes all the same. */
const BATCH_PATIENCE_MS = 25_000;
/** From the moment that the device was asked: before, between and after its answers. */
const AFTER_ASKING_MS = 1_200;

/**
 * Kills api, workers and database while batches are signed by a provider of remote signatures; the test is the official who
 * gives each new code that his desk asks for. Then it looks at what is left.
 */
export async function run(request: FaultsRequest): Promise<Tally> {
  const kills = request.kills ?? PRESET.kills;
  const signer = await RemoteSigner.start();
  const town = await Town.build({ redis: request.redis, environment: signer.environment });
  let tally: Tally | null = null;
  try {
    tally = await underFire(town, signer, kills, request.documents ?? kills * PRESET.documentsPerKill);
    return tally;
  } finally {
    const isClean =
      tally !== null && tally.lost + tally.doubled + tally.gaps + tally.brokenLinks + tally.stuck === 0;
    await town.takeDown({ keep: !isClean });
    await signer.server.close();
  }
}

async function underFire(town: Town, signer: RemoteSigner, kills: number, documents: number): Promise<Tally> {
  const load = await Load.open(town.url, signer.codes);
  await signer.enrol(town, load.signer);
  load.beginWriting(documents, town.folder);
  while (!(await load.isWritten(documents)));
  load.beginSigning(() => BATCHES[randomInt(BATCHES.length)] ?? 1);
  // The api holds the open device: it is what dies most.
  const victims = ['api', 'api', 'database', ...town.victims];
  for (let kill = 1; kill <= kills; kill += 1) {
    await nextBatchAtTheDevice(signer);
    await pause(randomInt(AFTER_ASKING_MS));
    const victim = victims[randomInt(victims.length)] ?? 'api';
    process.stderr.write(
      `kill ${kill} of ${kills}: ${victim} (${signer.server.signed.size} signatures asked)\n`,
    );
    await town.killAndRestart(victim);
  }
  return takeStock(town, load, {
    name: 'batch',
    kills,
    documents,
    secrets: signer.secrets(),
    askedAgain: () => signer.askedAgain(),
  });
}

async function nextBatchAtTheDevice(signer: RemoteSigner): Promise<void> {
  const asked = (): number => signer.server.count('credentials/authorize');
  const [before, until] = [asked(), Date.now() + BATCH_PATIENCE_MS];
  while (asked() === before && Date.now() < until) await pause(20);
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((wake) => setTimeout(wake, milliseconds));
}
