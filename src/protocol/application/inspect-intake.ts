import { Inject, Injectable } from '@nestjs/common';
import { fileSource, inspectPdf } from '@libro-firma/pdf';
import { openPromise } from 'yauzl';
import type { DescribedDocument } from '../../documents';
import { OBJECT_STORE, type ObjectStore } from '../../platform/storage';
import type { FileFlag } from '../domain/registration';
import { ScanFiles } from './arrivals/scan-files';

const UNKNOWN_FORMAT = 'application/octet-stream';
/** Office documents are ZIP files too; this is the member in which they keep their macros. */
const MACROS = /(^|\/)vbaProject\.bin$/i;
const MOST_MEMBERS = 10_000;

/** Looks at what arrived and tells what a reader should know; whatever it finds, the document is registered (CAD art. 40-bis). */
@Injectable()
export class InspectIntake {
  constructor(
    private readonly scans: ScanFiles,
    @Inject(OBJECT_STORE) private readonly store: ObjectStore,
  ) {}

  /** By document; never inside a transaction, for scanners take their time. */
  async flagsOf(
    bodyId: string,
    documents: readonly DescribedDocument[],
  ): Promise<Map<string, readonly FileFlag[]>> {
    const scans = await this.scans.scan(
      bodyId,
      documents.map(({ sha256 }) => sha256),
    );
    const flags = new Map<string, readonly FileFlag[]>();
    for (const document of documents) {
      const isInfected = scans.get(document.sha256)?.outcome === 'INFECTED';
      const seen = await this.look(document);
      flags.set(document.documentId, isInfected ? [...seen, 'INFECTED'] : seen);
    }
    return flags;
  }

  private async look({ mediaType, sha256, size }: DescribedDocument): Promise<readonly FileFlag[]> {
    if (size === 0) return ['DAMAGED'];
    if (mediaType === UNKNOWN_FORMAT) return ['UNKNOWN_FORMAT'];
    if (mediaType !== 'application/pdf' && mediaType !== 'application/zip') return [];
    const copy = await this.store.localCopy(sha256);
    try {
      return mediaType === 'application/pdf' ? flagsOfPdf(copy.path) : await flagsOfZip(copy.path);
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

/** From its directory alone: nothing is unpacked. */
async function flagsOfZip(path: string): Promise<readonly FileFlag[]> {
  try {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    try {
      const flags = new Set<FileFlag>();
      let count = 0;
      for await (const entry of zip.eachEntry()) {
        if (entry.isEncrypted()) flags.add('ENCRYPTED');
        if (MACROS.test(entry.fileName)) flags.add('ACTIVE_CONTENT');
        count += 1;
        if (count > MOST_MEMBERS) break;
      }
      return [...flags];
    } finally {
      zip.close();
    }
  } catch {
    return ['DAMAGED']; // yauzl throws plain errors for everything that is wrong with a file
  }
}
