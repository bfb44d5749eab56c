import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@libro-firma/kernel';
import { contentOfEnvelope } from '@libro-firma/signature';
import { withStoredSource } from '../../documents';
import { CLOCK } from '../../platform/clock';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../platform/config';
import { OBJECT_STORE, type ObjectStore, type StoredObject } from '../../platform/storage';
import type { DrawnCopy } from '../infrastructure/stamper';

/** Where a copy comes from, where it goes and what address it bears. */
@Injectable()
export class CopyPlace {
  constructor(
    @Inject(OBJECT_STORE) private readonly objects: ObjectStore,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** The page where a code is typed. */
  url(): string {
    const { PUBLIC_URL, HOST, PORT } = this.settings;
    return `${(PUBLIC_URL ?? `http://${HOST}:${PORT}`).replace(/\/+$/, '')}/c`;
  }

  async withSigned<T>(sha256: string, use: (path: string) => Promise<T>): Promise<T> {
    const copy = await this.objects.localCopy(await this.shown(sha256));
    try {
      return await use(copy.path);
    } finally {
      await copy.release();
    }
  }

  /** What is in an envelope (.p7m) is what its signers saw, and what a copy shows. */
  private async shown(sha256: string): Promise<string> {
    return withStoredSource(this.objects, sha256, async (source) => {
      const inside = contentOfEnvelope(source);
      return inside ? (await this.objects.put(inside.read(0, inside.size))).sha256 : sha256;
    });
  }

  store(drawn: DrawnCopy): Promise<StoredObject> {
    return this.objects.put(drawn.bytes);
  }
}
