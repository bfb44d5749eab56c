import { Inject, Injectable } from '@nestjs/common';
import { fileSource, inspectPdf } from '@libro-firma/pdf';
import type { DescribedDocument } from '../../documents';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import type { FileFlag } from '../domain/registration';

const UNKNOWN_FORMAT = 'application/octet-stream';

/** Looks at what arrived and tells what a reader should know; whatever it finds, the document is registered (CAD art. 40-bis). */
@Injectable()
export class InspectIntake {
  constructor(@Inject(OBJECT_STORE) private readonly store: ObjectStore) {}

  async flagsOf({ mediaType, sha256 }: DescribedDocument): Promise<readonly FileFlag[]> {
    if (mediaType === UNKNOWN_FORMAT) return ['UNKNOWN_FORMAT'];
    if (mediaType !== 'application/pdf') return [];
    const copy = await this.store.localCopy(sha256);
    try {
      return flagsOfPdf(copy.path);
    } finally {
      await copy.release();
    }
  }
}

function flagsOfPdf(path: string): readonly FileFlag[] {
  const source = fileSource(path);
  try {
    const inspection = inspectPdf(source);
    if (!inspection.ok) return ['DAMAGED'];
    const { encrypted, activeContent } = inspection.value;
    return [
      ...(encrypted ? (['ENCRYPTED'] as const) : []),
      ...(activeContent.length > 0 ? (['ACTIVE_CONTENT'] as const) : []),
    ];
  } finally {
    source.close();
  }
}
