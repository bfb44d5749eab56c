import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { isAccepted, isRefused } from '@libro-firma/kernel';
import { map, type Observable } from 'rxjs';
import { RefusedRequest } from './refused-request';

/** Opens the outcome of a use case: what was accepted is the answer, what was refused becomes a problem. */
@Injectable()
export class ResultInterceptor implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      map((outcome: unknown) => {
        if (isRefused(outcome)) throw new RefusedRequest(outcome.refusal);
        return isAccepted(outcome) ? outcome.value : outcome;
      }),
    );
  }
}
