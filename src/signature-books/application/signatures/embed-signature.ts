import { Inject, Injectable } from '@nestjs/common';
import { accept, type Result } from '@libro-firma/kernel';
import { concatSource } from '@libro-firma/pdf';
import {
  completePades,
  completePadesWithTimestamp,
  preparedPadesFromJson,
  type TimestampSource,
} from '@libro-firma/signature';
import { withStoredSource } from '../../../documents';
import { OBJECT_STORE, type ObjectStore, type StoredObject } from '../../../platform/storage';
import type { SignatureVerdict } from '../../domain/verdict-on-signature';
import type { SigningItemRow } from '../../infrastructure/batch.rows';
import { grownFile } from './grown-file';
import { type ExpectedSignature, SignatureVerdicts } from '../verdicts/signature-verdicts';

export interface JudgedFile {
  /** In the store; whatever the verdict is, it is kept as evidence. */
  readonly file: Pick<StoredObject, 'sha256' | 'size'>;
  readonly verdict: SignatureVerdict;
}

/** Makes the signed file of a value: base and increment, verified as anybody's file would be before it counts. */
@Injectable()
export class EmbedSignature {
  constructor(
    private readonly verdicts: SignatureVerdicts,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** `certificates`: DER in base64, signer first; `stamp`: gives the timestamp over the value. Refused: the value cannot be embedded at all. */
  async execute(
    item: SigningItemRow,
    certificates: readonly string[],
    expected: ExpectedSignature,
    stamp?: TimestampSource,
  ): Promise<Result<JudgedFile>> {
    const prepared = preparedPadesFromJson(item.prepared);
    if (!prepared.ok) return prepared;
    const [certificate, ...chain] = certificates.map((der) => Buffer.from(der, 'base64'));
    const { signatureValue } = item;
    if (!certificate || !signatureValue) throw new Error(`item ${item.id} has no value`);
    return withStoredSource(this.store, item.baseSha256, async (source, path) => {
      const identity = { certificate, chain };
      const completed = stamp
        ? await completePadesWithTimestamp(source, prepared.value, signatureValue, identity, stamp)
        : completePades(source, prepared.value, signatureValue, identity);
      if (!completed.ok) return completed;
      const { increment } = completed.value;
      const verdict = this.verdicts.atOnce(concatSource(source, increment), expected);
      return accept({ file: await this.store.put(grownFile(path, source, increment)), verdict });
    });
  }
}
