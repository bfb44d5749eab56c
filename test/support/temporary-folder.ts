import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

declare const setTemporaryFolderOutside: (folder: string | undefined) => void;

/** Whatever a suite writes into the temporary folder goes into one of its own, so that nobody else's files are taken for ours. */
export function useTemporaryFolder(): () => string {
  const usual = process.env.TMPDIR;
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-test-'));
  beforeAll(() => setTemporaryFolderOutside(folder));
  afterAll(() => {
    setTemporaryFolderOutside(usual);
    rmSync(folder, { recursive: true, force: true });
  });
  return () => folder;
}
