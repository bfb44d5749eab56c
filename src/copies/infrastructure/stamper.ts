import { join } from 'node:path';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOGGER, type Logger } from '../../platform/observability/logger';
import { SideThread } from '../../platform/threads';
import type { CopyKind, Stamp } from '../domain/stamp';
import type { StampOrder } from './stamp/stamp-thread';

/** The longest that one file may take; past it a cover stands for the copy. */
const LONGEST_MS = 30_000;

export interface DrawnCopy {
  readonly kind: CopyKind;
  readonly bytes: Buffer;
}

/**
 * Draws copies in one thread beside the process, one after the other: drawing is work of the processor alone, and a
 * hostile file must neither hold the event loop nor end the worker.
 */
@Injectable()
export class Stamper implements OnModuleDestroy {
  protected readonly longestMs: number = LONGEST_MS;
  private readonly thread = new SideThread<StampOrder, Uint8Array>(__dirname, join('stamp', 'stamp-thread'));
  private last: Promise<unknown> = Promise.resolve();

  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  /** The stamped copy; a cover when the file cannot be read, or not in time. */
  async draw(stamp: Stamp, path: string, pageCount: number | null): Promise<DrawnCopy> {
    try {
      return { kind: 'STAMPED', bytes: await this.inTurn({ kind: 'STAMPED', stamp, pageCount, path }) };
    } catch (fault) {
      this.logger.warn(
        { err: fault, signedSha256: stamp.signedSha256 },
        'a copy is a cover: its pages cannot be drawn',
      );
      return { kind: 'COVER', bytes: await this.inTurn({ kind: 'COVER', stamp, pageCount, path }) };
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.thread.close();
  }

  private async inTurn(order: StampOrder): Promise<Buffer> {
    // A cover is our own page: a busy machine alone does not make it late.
    const longest = order.kind === 'COVER' ? LONGEST_MS : this.longestMs;
    const turn = this.last.then(() => this.thread.ask(order, longest));
    this.last = turn.catch(() => undefined);
    return Buffer.from(await turn);
  }
}
