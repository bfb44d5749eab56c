import { bufferSource } from '@libro-firma/pdf';
import { validateFile } from '../../validation/validate-file';

/** What a run puts before a judge. */
export interface HostileFile {
  readonly file: Buffer;
  /** What it may have signed, where it holds none itself. */
  readonly contents: readonly Buffer[];
}

/** The reader's side as it is: whatever the bytes are, there is a report and nothing is thrown. */
export async function judge({ file, contents }: HostileFile): Promise<void> {
  const report = await validateFile(bufferSource(file), {
    anchors: [],
    at: new Date('2026-06-01T10:00:00Z'),
    contents: contents.map((bytes, index) => ({ name: `${index}.bin`, source: bufferSource(bytes) })),
  });
  JSON.stringify(report);
}
