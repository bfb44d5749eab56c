import { accept, refuse, type Result } from '@libro-firma/kernel';
import { DEFAULT_CONTAINER_BOUNDS } from '../container/read-container';
import type { SignedFile } from '../xades/xades-target';
import { asicRefusals } from './asic.refusals';

const MAX_FILES = 1000;
/** Signatures, manifests and the data of later levels. */
const ROOM_BESIDE_FILES = 16 * 1024 * 1024;
/** What is made here must be readable here, with all that is added to it later. */
export const MAX_ASIC_BYTES = DEFAULT_CONTAINER_BOUNDS.maxUnpackedBytes - ROOM_BESIDE_FILES;

/**
 * The files again, when their names can stand in a container: each once, relative, and not where the signatures are. A
 * container is made in memory: together they have 240 MiB at most.
 *
 * Refusals: `ASIC_FILE_NAMES`, `ASIC_TOO_LARGE`.
 */
export function suitableFiles(
  files: readonly SignedFile[],
  { isSimple }: { readonly isSimple: boolean },
): Result<readonly SignedFile[]> {
  const fault = faultOf(files, isSimple);
  if (fault !== undefined) return refuse(asicRefusals.FILE_NAMES({ reason: fault }));
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return total <= MAX_ASIC_BYTES ? accept(files) : refuse(asicRefusals.TOO_LARGE({ limit: MAX_ASIC_BYTES }));
}

function faultOf(files: readonly SignedFile[], isSimple: boolean): string | undefined {
  if (files.length === 0 || files.length > MAX_FILES) return `${files.length} files`;
  if (isSimple && (files.length > 1 || files[0]?.name.includes('/')))
    return 'ASiC-S: exactly one, in the root';
  const names = files.map(({ name }) => name);
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) return 'the same name twice';
  return names.find((name) => !isSuitable(name));
}

function isSuitable(name: string): boolean {
  const isRelative = !/^\/|\\|^[a-zA-Z]:|(^|\/)\.{1,2}(\/|$)|\/$|^$|[\u0000-\u001f]/.test(name);
  return isRelative && !/^(meta-inf\/|mimetype$)/i.test(name) && Buffer.byteLength(name) <= 1000;
}
