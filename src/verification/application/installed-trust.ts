import { Injectable } from '@nestjs/common';
import { type TrustAnchor, TrustAnchors } from './trust-anchors';
import { type ListInUse, TrustedLists } from './trusted-lists';

/** What a verification rests on. */
export interface Trusted {
  readonly anchors: readonly TrustAnchor[];
  readonly lists: readonly ListInUse[];
}

/** What this installation trusts. */
@Injectable()
export class InstalledTrust {
  constructor(
    private readonly anchors: TrustAnchors,
    private readonly lists: TrustedLists,
  ) {}

  async now(): Promise<Trusted> {
    return { anchors: this.anchors.all(), lists: await this.lists.current() };
  }

  /** With the lists that were loaded last, for who cannot wait. */
  atOnce(): Trusted {
    return { anchors: this.anchors.all(), lists: this.lists.lastLoaded() };
  }
}
