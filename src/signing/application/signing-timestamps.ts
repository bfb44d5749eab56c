import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Result } from '@libro-firma/kernel';
import {
  type DigestAlgorithm,
  httpTransport,
  timestampClient,
  type TimestampSource,
  type TimestampToken,
} from '@libro-firma/signature';
import { CLOCK } from '../../platform/clock';
import { SIGNING_SETTINGS, type SigningSettings } from '../signing.settings';

/** Room that a timestamp over a signature needs in the file, with the certificates of its authority. */
const TOKEN_BYTES = 10 * 1024;

/** Timestamps over signatures (level B-T), where this installation names an authority. */
@Injectable()
export class SigningTimestamps {
  /** Null: signatures are of level B-B. */
  readonly source: TimestampSource | null;

  constructor(
    @Inject(SIGNING_SETTINGS) { SIGNING_TSA_URL: url }: SigningSettings,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.source = url ? timestampClient({ authorities: [{ url }], transport: httpTransport(), clock }) : null;
  }

  get extraBytes(): number {
    return this.source ? TOKEN_BYTES : 0;
  }

  /** Over a signature value. Undefined without an authority; it takes as long as the authority does, or refuses. */
  async over(value: Buffer, digest: DigestAlgorithm): Promise<Result<TimestampToken> | undefined> {
    return this.source?.stamp(createHash(digest).update(value).digest(), digest);
  }
}
