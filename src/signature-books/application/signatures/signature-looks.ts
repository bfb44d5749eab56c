import { Injectable } from '@nestjs/common';
import { legalDate, italianDate } from '@libro-firma/kernel';
import { type ByteSource, drawSignatureAppearance, frameOfPage, PdfDocument } from '@libro-firma/pdf';
import type { PadesField } from '@libro-firma/signature';
import { Documents } from '../../../documents';
import { SigningTimestamps } from '../../../signing';
import { Database } from '../../../platform/database/database';
import { type PageSize, placeInCorner } from '../../domain/appearance-place';
import type { AppearancePlace } from '../../domain/type-policy';
import type { SigningItemRow } from '../../infrastructure/batch.rows';
import { TaskRow } from '../../infrastructure/request.rows';
import { Signers } from './signers';

export interface SeenSignature {
  readonly signerName: string;
  readonly signingTime: Date;
  readonly at: AppearancePlace | null | undefined;
}

/** How a signature is seen where its type wants it seen: who, in what capacity, when. The proof is the signature alone. */
@Injectable()
export class SignatureLooks {
  constructor(
    private readonly database: Database,
    private readonly documents: Documents,
    private readonly signers: Signers,
    private readonly timestamps: SigningTimestamps,
  ) {}

  /** Room for a timestamp over the value, where there is to be one. */
  get extraBytes(): number {
    return this.timestamps.extraBytes;
  }

  /** Unseen where it does not fit on the page: an act is signed whatever its pages look like. */
  async fieldOf(
    item: Pick<SigningItemRow, 'baseVersionId' | 'taskId'>,
    source: ByteSource,
    { signerName: name, signingTime, at }: SeenSignature,
  ): Promise<PadesField> {
    if (!at) return {};
    const size = sizeOf(source, at.page);
    const base = (await this.documents.describeVersions([item.baseVersionId])).get(item.baseVersionId);
    const place = size && placeInCorner(size, at, base?.signatures ?? 0);
    if (!place) return {};
    const capacity = await this.capacityOf(item.taskId);
    const look = await drawSignatureAppearance({
      ...{ width: place.width, height: place.height, name },
      heading: 'Firmato digitalmente da',
      date: italianDate(legalDate(signingTime)),
      ...(capacity && { capacity }),
    });
    return look.ok ? { place, appearance: look.value } : {};
  }

  private async capacityOf(taskId: string): Promise<string | null> {
    const task = await this.database.rows(TaskRow).findOneBy({ id: taskId });
    const { capacity = null, power } = task ?? {};
    if (!power?.onBehalfOf) return capacity;
    const { fullName } = await this.signers.person(power.onBehalfOf);
    const delegated = `per delega di ${fullName}`;
    return [capacity === delegated ? null : capacity, delegated].filter(Boolean).join(', ');
  }
}

function sizeOf(source: ByteSource, page: AppearancePlace['page']): PageSize | null {
  const opened = PdfDocument.open(source);
  if (!opened.ok) return null;
  const document = opened.value;
  const found = page === 'first' ? document.page(0) : [...document.pages()].at(-1);
  return found ? frameOfPage(document, found) : null;
}
