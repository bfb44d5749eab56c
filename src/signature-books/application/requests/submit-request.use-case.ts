import { Injectable } from '@nestjs/common';
import type { Result } from '@libro-firma/kernel';
import { Database } from '../../../platform/database/database';
import type { Actor } from '../../../platform/identity';
import type { SigningRequestRow } from '../../infrastructure/request.rows';
import type { RequestContent } from './request-content';
import { StartRequest } from './start-request.use-case';
import { WriteRequest } from './write-request.use-case';

export interface Submission extends RequestContent {
  /** True: written and started in one; a start that is refused leaves nothing written. */
  readonly start: boolean;
}

/** What the form sends: a draft to keep, or a request that starts at once. One transaction either way. */
@Injectable()
export class SubmitRequest {
  constructor(
    private readonly database: Database,
    private readonly write: WriteRequest,
    private readonly starting: StartRequest,
  ) {}

  create(actor: Actor, submission: Submission): Promise<Result<SigningRequestRow>> {
    return this.inOne(actor, submission, () => this.write.create(actor, submission));
  }

  rewrite(
    actor: Actor,
    id: string,
    version: number,
    submission: Submission,
  ): Promise<Result<SigningRequestRow>> {
    return this.inOne(actor, submission, () => this.write.rewrite(actor, id, version, submission));
  }

  private inOne(
    actor: Actor,
    submission: Submission,
    work: () => Promise<Result<SigningRequestRow>>,
  ): Promise<Result<SigningRequestRow>> {
    return this.database.transaction(actor, async () => {
      const written = await work();
      if (!written.ok || !submission.start) return written;
      return this.starting.execute(actor, written.value.id, written.value.version);
    });
  }
}
