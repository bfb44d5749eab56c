import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { SignedFile } from '../xades/xades-target';
import { asicRefusals } from './asic.refusals';

const MAX_FILES = 1000;

/**
 * The files again, when their names can stand in a container: each once, relative, and not where the signatures are.
 *
 * Refusals: `ASIC_FILE_NAMES`.
 */
export function suitableFiles(
  files: readonly SignedFile[],
  { isSimple }: { readonly isSimple: boolean },
): Result<readonly SignedFile[]> {
  const fault = faultOf(files, isSimple);
  return fault === undefined ? accept(files) : refuse(asicRefusals.FILE_NAMES({ reason: fault }));
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
