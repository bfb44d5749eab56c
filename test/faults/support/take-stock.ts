import { Inspection } from './inspection';
import type { Load } from './load';
import { findSecret } from './secrets';
import { settle } from './settle';
import type { Tally } from './tally';
import type { Town } from './town';

export interface StockRequest {
  readonly name: string;
  readonly kills: number;
  readonly documents: number;
  readonly secrets: Parameters<typeof findSecret>[0];
  readonly askedAgain: (inspection: Inspection) => Promise<number> | number;
}

/** After the last kill: lets the town come to rest, looks for the code in all that was written, and counts what is wrong. */
export async function takeStock(town: Town, load: Load, request: StockRequest): Promise<Tally> {
  const { name, kills, documents, secrets, askedAgain } = request;
  await town.waitUntilReady();
  let inspection = await Inspection.open(town.ownerUrl());
  const unfinished = await settle(inspection, load, documents);
  await load.stop();
  await inspection.close();
  inspection = await Inspection.open(town.ownerUrl());
  const queue = await Inspection.open(town.ownerUrl('libro_firma_queue'));
  const places = await findSecret(secrets, [inspection, queue], town.writtenFolders());
  if (places.length > 0) throw new Error(`a code of the signer stands in ${places.join(', ')}`);
  const ledger = await town.command(['ledger', 'check']);
  if (ledger.code !== 0) process.stderr.write(`ledger check: ${ledger.output}\n`);
  const tally: Tally = {
    name,
    kills,
    lost: await inspection.lost(load.acknowledged, town.folder),
    doubled: await inspection.doubled(),
    gaps: await inspection.gaps(),
    brokenLinks: (await inspection.brokenLinks()) + (ledger.code === 0 ? 0 : 1),
    stuck: unfinished.requests + unfinished.deliveries,
    askedAgain: await askedAgain(inspection),
  };
  if (tally.stuck > 0) process.stderr.write(`stuck: ${unfinished.detail}\n`);
  await inspection.close();
  await queue.close();
  return tally;
}
