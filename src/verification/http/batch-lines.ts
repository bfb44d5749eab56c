import { Injectable } from '@nestjs/common';
import type { Language } from '@libro-firma/kernel';
import type { Actor } from '../../platform/identity';
import type { Batch, BatchPiece, RefusedPiece } from '../application/batches/verification-batches';
import { VerificationRuns } from '../application/verification-runs';
import type { BatchItemView } from './batch.schema';
import { itemOf, refusedItemOf } from './batch.view';
import { csvHead, csvLine, type TableRow } from './verdicts-csv';

type Pieces = Pick<Batch, 'pieces'> & Pick<Batch['row'], 'refused'>;

/** Lines of a batch with what was found of each file, one report in memory at a time. */
@Injectable()
export class BatchLines {
  constructor(private readonly runs: VerificationRuns) {}

  async of(actor: Actor, pieces: Pieces): Promise<BatchItemView[]> {
    const items: BatchItemView[] = [];
    for await (const { item } of this.rows(actor, pieces)) items.push(item);
    return items;
  }

  async csv(actor: Actor, { pieces, row }: Batch, language: Language): Promise<string> {
    let table = csvHead(language);
    for await (const line of this.rows(actor, { pieces, refused: row.refused }))
      table += csvLine(line, language);
    return table;
  }

  /** By place: what was refused when it came stands between the others. */
  private async *rows(actor: Actor, { pieces, refused }: Pieces): AsyncGenerator<TableRow> {
    const places = [
      ...refused.map((file) => ({ place: file.place, row: () => Promise.resolve(refusedRow(file)) })),
      ...pieces.map((piece) => ({ place: piece.place ?? 0, row: () => this.rowOf(actor, piece) })),
    ].sort((a, b) => a.place - b.place);
    for (const { row } of places) yield await row();
  }

  private async rowOf(actor: Actor, piece: BatchPiece): Promise<TableRow> {
    const found = piece.runId === null ? null : await this.runs.find(actor, piece.runId);
    const run = found?.ok ? found.value : null;
    return { item: itemOf(piece, run), run };
  }
}

function refusedRow(file: RefusedPiece): TableRow {
  return { item: refusedItemOf(file), run: null };
}
