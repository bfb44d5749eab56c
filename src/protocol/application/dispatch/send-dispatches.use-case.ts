import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { CLOCK } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { type Actor, systemActor } from '../../../platform/identity';
import { LOGGER, type Logger } from '../../../platform/observability/logger';
import { type CarrierOutcome, MAIL_CARRIER, type MailCarrier } from '../../domain/mail-carrier.port';
import { DispatchRow } from '../../infrastructure/dispatch/dispatch.rows';
import { ComposeLetter } from './compose-letter';
import { DispatchMoves, type Move } from './dispatch-moves';

/** Longer than a mail server may take for the largest letter: who has no result by then has none. */
const OUT_OF_SIGHT_MS = 15 * 60_000;
const FIRST_WAIT_MS = 60_000;
/** Twice as long each time: about three days in all, as mail servers themselves try. */
const MOST_TRIES = 12;

interface Owed {
  readonly id: string;
  readonly body_id: string;
  readonly aoo_id: string;
}

/**
 * Sends what waits for mail. The intent is committed before the server is spoken to, the result after it: a process that
 * dies between the two leaves a dispatch whose outcome nobody knows, and that is never sent again by itself.
 */
@Injectable()
export class SendDispatches {
  constructor(
    private readonly database: Database,
    private readonly moves: DispatchMoves,
    private readonly compose: ComposeLetter,
    @Inject(MAIL_CARRIER) private readonly carrier: MailCarrier,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** How many were given to the mail server. */
  async execute(): Promise<number> {
    await this.settleOutOfSight();
    if (!this.carrier.isOpen) return 0;
    let sent = 0;
    for (const owed of await this.owed('dispatches_to_send', this.clock.now()))
      if (await this.send(owed)) sent += 1;
    return sent;
  }

  private async send({ id, body_id: bodyId, aoo_id: aooId }: Owed): Promise<boolean> {
    const actor = systemActor(bodyId, aooId);
    const letter = await this.compose.of(actor, id);
    try {
      const isOurs = await this.moveNow(actor, id, { action: 'SEND' });
      if (!isOurs) return false;
      if (!letter.ok) {
        await this.moveNow(actor, id, { action: 'GIVE_UP', code: letter.refusal.code });
        return false;
      }
      const outcome = await this.carrier.send(letter.value);
      await this.moveNow(actor, id, await this.moveAfter(actor, id, outcome));
      return outcome.kind === 'TAKEN';
    } finally {
      if (letter.ok) await letter.value.release();
    }
  }

  private async moveAfter(actor: Actor, id: string, outcome: CarrierOutcome): Promise<Move> {
    const detail = { response: outcome.response };
    if (outcome.kind === 'TAKEN') return { action: 'ACKNOWLEDGE', detail };
    this.logger.warn({ code: outcome.code, dispatch: id }, 'a mail was not taken');
    if (outcome.kind === 'UNKNOWN') return { action: 'LOSE_SIGHT', code: 'OUTCOME_UNKNOWN', detail };
    const tries = await this.triesOf(actor, id);
    if (outcome.kind === 'REFUSED' || tries >= MOST_TRIES)
      return { action: 'GIVE_UP', code: outcome.code, detail };
    const nextTryAt = new Date(this.clock.now().getTime() + FIRST_WAIT_MS * 2 ** (tries - 1));
    return { action: 'POSTPONE', code: outcome.code, detail, nextTryAt };
  }

  private async triesOf(actor: Actor, id: string): Promise<number> {
    const [found] = await this.database.transaction(actor, () =>
      this.database.query<{ tries: number }>(
        `SELECT count(*)::integer AS tries FROM dispatch_attempt WHERE dispatch_id = $1 AND step = 'SEND'`,
        [id],
      ),
    );
    return found?.tries ?? 0;
  }

  /** Those whose process died: not sent again, as the server may have taken them. */
  private async settleOutOfSight(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - OUT_OF_SIGHT_MS);
    for (const { id, body_id: bodyId, aoo_id: aooId } of await this.owed('dispatches_out_of_sight', before))
      await this.moveNow(systemActor(bodyId, aooId), id, { action: 'LOSE_SIGHT', code: 'OUTCOME_UNKNOWN' });
  }

  private owed(name: 'dispatches_to_send' | 'dispatches_out_of_sight', at: Date): Promise<Owed[]> {
    return this.database.transaction({ bodyId: null, personId: null }, () =>
      this.database.query<Owed>(`SELECT * FROM ${name}($1)`, [at]),
    );
  }

  private async moveNow(actor: Actor, id: string, move: Move): Promise<boolean> {
    return this.database.transaction(actor, async () => {
      const row = await this.database.rows(DispatchRow).findOneByOrFail({ id });
      return this.moves.move(actor, row, move);
    });
  }
}
