import { Inject, Injectable } from '@nestjs/common';
import { accept, type Refusal, refuse, type Result } from '@libro-firma/kernel';
import { concatSource, fileSource } from '@libro-firma/pdf';
import { completePades, preparedPadesFromJson, type SignatureReport } from '@libro-firma/signature';
import { OBJECT_STORE, type ObjectStore, type StoredObject } from '../../platform/storage';
import { VerifyFile } from '../../verification';
import { signatureBooksRefusals as refusals } from '../domain/signature-books.refusals';
import type { SigningItemRow } from '../infrastructure/batch.rows';
import { grownFile } from './grown-file';

/** Neither accepted nor refused yet: the signature is kept and judged again later, without its signer. */
export class VerificationPending extends Error {
  constructor(subIndication: string | null) {
    super(`a signature cannot be judged now: ${subIndication ?? 'no sub-indication'}`);
    this.name = 'VerificationPending';
  }
}

export interface ExpectedSigner {
  readonly taxCode: string;
  /** DER in base64, signer first. */
  readonly certificates: readonly string[];
}

/** Makes the signed file of a value: base and increment, verified as anybody's file would be before it counts. */
@Injectable()
export class EmbedSignature {
  constructor(
    private readonly verify: VerifyFile,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** The signed file, in the store. @throws VerificationPending */
  async execute(item: SigningItemRow, expected: ExpectedSigner): Promise<Result<StoredObject>> {
    const prepared = preparedPadesFromJson(item.prepared);
    if (!prepared.ok) return prepared;
    const [certificate, ...chain] = expected.certificates.map((der) => Buffer.from(der, 'base64'));
    if (!certificate || !item.signatureValue) throw new Error(`item ${item.id} has no value`);
    const base = await this.store.localCopy(item.baseSha256);
    const source = fileSource(base.path);
    try {
      const completed = completePades(source, prepared.value, item.signatureValue, { certificate, chain });
      if (!completed.ok) return completed;
      const { increment } = completed.value;
      const verified = this.verify.judgePdf(concatSource(source, increment));
      // Not simply the last one: a defective earlier signature has no place in their order.
      const ours = verified.signatures.findLast(({ coverage }) => coverage === 'WHOLE_FILE');
      const refusal = judge(ours, expected.taxCode);
      return refusal ? refuse(refusal) : accept(await this.store.put(grownFile(base.path, increment)));
    } finally {
      source.close();
      await base.release();
    }
  }
}

/** Null: it counts. Only a definite no is a refusal; what cannot be judged now waits: unknown is not invalid. */
function judge(signature: SignatureReport | undefined, taxCode: string): Refusal | null {
  if (!signature || signature.integrity === 'BROKEN') return refusals.SIGNATURE_NOT_VALID();
  if (signature.signer?.taxCode?.toUpperCase() !== taxCode.toUpperCase())
    return refusals.SIGNED_BY_SOMEBODY_ELSE();
  if (signature.indication === 'TOTAL_FAILED') return refusals.SIGNATURE_NOT_VALID();
  if (signature.indication === 'INDETERMINATE') throw new VerificationPending(signature.subIndication);
  return null;
}
