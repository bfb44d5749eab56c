import { Inject, Injectable } from '@nestjs/common';
import type { ByteSource } from '@libro-firma/pdf';
import type { SignatureReport } from '@libro-firma/signature';
import { PLATFORM_SETTINGS, type PlatformSettings } from '../../../platform/config';
import { VerifyFile } from '../../../verification';
import type { TypePolicy } from '../../domain/type-policy';
import { judgeSignature, type SignatureVerdict } from '../../domain/verdict-on-signature';
import type { SigningItemRow } from '../../infrastructure/batch.rows';
import type { SigningRequestRow } from '../../infrastructure/request.rows';
import { BOOK_SETTINGS, type BookSettings } from '../../signature-books.settings';

export interface ExpectedSignature {
  readonly taxCode: string;
  readonly policy: TypePolicy | undefined;
  readonly receivedAt: Date;
  /** Of a file that was signed elsewhere, where other bytes may follow the signature: which one it is. */
  readonly position?: number | undefined;
}

export function expectedOf(
  item: SigningItemRow,
  taxCode: string,
  request: SigningRequestRow | undefined,
): ExpectedSignature {
  if (!item.valueAt) throw new Error(`item ${item.id} has no value`);
  const position = item.elsewhere?.position;
  return { taxCode, policy: request?.policy, receivedAt: item.valueAt, position };
}

/** Judges what a device has made as anybody's file would be, by what the type of the act asks for. */
@Injectable()
export class SignatureVerdicts {
  constructor(
    private readonly verify: VerifyFile,
    @Inject(BOOK_SETTINGS) private readonly settings: BookSettings,
    @Inject(PLATFORM_SETTINGS) private readonly platform: PlatformSettings,
  ) {}

  /** By what the file and the installation hold: a signer looks on, and nobody outside is asked. */
  atOnce(signed: ByteSource, expected: ExpectedSignature): SignatureVerdict {
    return this.judge(this.verify.judgePdf(signed).signatures, expected);
  }

  /** As {@link SignatureVerdicts.atOnce}, of a file of any format. */
  async here(signed: ByteSource, expected: ExpectedSignature): Promise<SignatureVerdict> {
    return this.judge((await this.verify.judgeHere(signed)).signatures, expected);
  }

  /** Asks the issuers too; takes as long as they do. */
  async asking(signed: ByteSource, expected: ExpectedSignature): Promise<SignatureVerdict> {
    return this.judge((await this.verify.judgeSource(signed)).signatures, expected);
  }

  private judge(
    signatures: readonly SignatureReport[],
    { taxCode, policy, receivedAt, position }: ExpectedSignature,
  ): SignatureVerdict {
    // Not simply the last one: a defective earlier signature has no place in their order.
    const ours =
      position === undefined
        ? signatures.findLast(({ coverage }) => coverage === 'WHOLE_FILE')
        : signatures[position];
    const { ACCEPTED_SIGNATURE: installed = this.platform.DEMO ? 'valid' : 'qualified' } = this.settings;
    return judgeSignature(ours, { taxCode, receivedAt, wanted: policy?.signature ?? installed });
  }
}
