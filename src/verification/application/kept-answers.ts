import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { sha256 as digest } from '@libro-firma/kernel';
import { OBJECT_STORE, ObjectMissing, type ObjectStore } from '../../platform/storage';
import type { KeptAnswer } from '../infrastructure/kept-answer';
import type { RecordedAnswer } from './recorded-answers';

/** Bytes of answers, in the object store by their digest: one OCSP response or CRL serves all runs that rested on it. */
@Injectable()
export class KeptAnswers {
  constructor(@Inject(OBJECT_STORE) private readonly store: ObjectStore) {}

  /** Outside a unit of work: bytes stand before what names them. */
  async keep(answers: readonly RecordedAnswer[]): Promise<readonly KeptAnswer[]> {
    for (const { bytes } of answers) if (bytes) await this.store.put(bytes);
    return answers.map(({ about }) => about);
  }

  /** @throws ObjectMissing for one whose bytes are gone or are others. */
  async find(kept: readonly KeptAnswer[]): Promise<readonly RecordedAnswer[]> {
    return Promise.all(
      kept.map(async (about) => ({
        about,
        bytes: about.sha256 === null ? null : await this.read(about.sha256),
      })),
    );
  }

  private async read(sha256: string): Promise<Buffer> {
    const bytes = await buffer(await this.store.read(sha256));
    if (digest(bytes).toString('hex') !== sha256) throw new ObjectMissing(sha256);
    return bytes;
  }
}
