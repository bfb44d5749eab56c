import { createHash } from 'node:crypto';
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Clock, isAccepted, isRefused } from '@libro-firma/kernel';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { CLOCK } from '../clock';
import { Database } from '../database/database';
import { EffectMark } from '../database/effect-mark';
import type { RequestWithActor } from '../identity/allow';
import { httpRefusals } from './http.refusals';
import { IdempotencyRow } from './idempotency.row';
import { RefusedRequest } from './refused-request';

const CREATES = Symbol('creates');
const HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{8,128}$/;
/** A request that died without an answer frees its key after this long. */
const ABANDONED_MS = 60_000;

/** Marks a route that creates something: with an `Idempotency-Key`, its repeat is answered and not done again. */
export const Creates = () => SetMetadata(CREATES, true);

@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
    private readonly effect: EffectMark,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<RequestWithActor>();
    const key = request.headers[HEADER];
    if (
      !this.reflector.get<boolean | undefined>(CREATES, context.getHandler()) ||
      typeof key !== 'string' ||
      !request.actor?.personId
    )
      return next.handle();
    if (!KEY.test(key))
      throw new RefusedRequest(
        httpRefusals.INPUT_NOT_AS_DESCRIBED({ issues: 'Idempotency-Key: 8…128 ASCII' }),
      );
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(
      this.once({ personId: request.actor.personId, key, fingerprint: fingerprintOf(request) }, reply, next),
    );
  }

  private async once(
    claim: { personId: string; key: string; fingerprint: Buffer },
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    const earlier = await this.claim(claim);
    if (earlier) return answerAgain(earlier, reply);
    try {
      const answer: unknown = await this.effect.around(
        () => this.markEffect(claim),
        () => lastValueFrom(next.handle()),
      );
      if (isRefused(answer)) await this.release(claim);
      else await this.keep(claim, reply.statusCode, answer);
      return answer;
    } catch (fault) {
      await this.releaseUnlessDone(claim);
      throw fault;
    }
  }

  /** Null when the key is now ours; otherwise the answer that the earlier request got. */
  private async claim(claim: {
    personId: string;
    key: string;
    fingerprint: Buffer;
  }): Promise<IdempotencyRow | null> {
    return this.database.transaction({ bodyId: null, personId: claim.personId }, async () => {
      const now = this.clock.now();
      const claimed = await this.database.query<{ key: string }>(
        `INSERT INTO idempotency_record AS record (person_id, key, fingerprint, started_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id, key) DO UPDATE SET started_at = excluded.started_at, fingerprint = excluded.fingerprint
           WHERE record.status IS NULL AND record.started_at < $5 AND NOT record.took_effect
         RETURNING key`,
        [claim.personId, claim.key, claim.fingerprint, now, new Date(now.getTime() - ABANDONED_MS)],
      );
      if (claimed.length > 0) return null;
      const row = await this.database
        .rows(IdempotencyRow)
        .findOneByOrFail({ personId: claim.personId, key: claim.key });
      if (!row.fingerprint.equals(claim.fingerprint))
        throw new RefusedRequest(httpRefusals.KEY_USED_FOR_SOMETHING_ELSE());
      if (row.status !== null) return row;
      const isAbandoned = row.startedAt.getTime() < now.getTime() - ABANDONED_MS;
      throw new RefusedRequest(
        isAbandoned ? httpRefusals.DONE_BUT_ANSWER_LOST() : httpRefusals.STILL_IN_PROGRESS(),
      );
    });
  }

  private async keep(
    claim: { personId: string; key: string },
    status: number,
    answer: unknown,
  ): Promise<void> {
    const opened = isAccepted(answer) ? answer.value : answer;
    await this.database.transaction({ bodyId: null, personId: claim.personId }, () =>
      this.database
        .rows(IdempotencyRow)
        .update(
          { personId: claim.personId, key: claim.key },
          { status, answer: JSON.stringify(opened ?? null) },
        ),
    );
  }

  private async markEffect({ personId, key }: { personId: string; key: string }): Promise<void> {
    await this.database.rows(IdempotencyRow).update({ personId, key }, { tookEffect: true });
  }

  private async releaseUnlessDone({ personId, key }: { personId: string; key: string }): Promise<void> {
    await this.database.transaction({ bodyId: null, personId }, () =>
      this.database.rows(IdempotencyRow).delete({ personId, key, tookEffect: false }),
    );
  }

  private async release(claim: { personId: string; key: string }): Promise<void> {
    await this.database.transaction({ bodyId: null, personId: claim.personId }, () =>
      this.database.rows(IdempotencyRow).delete({ personId: claim.personId, key: claim.key }),
    );
  }
}

function answerAgain(row: IdempotencyRow, reply: FastifyReply): unknown {
  void reply.status(row.status ?? 200).header('idempotent-replayed', 'true');
  return JSON.parse(row.answer ?? 'null');
}

function fingerprintOf(request: RequestWithActor): Buffer {
  const body = request.body === undefined ? '' : JSON.stringify(request.body);
  return createHash('sha256').update(`${request.method} ${request.url}\n${body}`).digest();
}
