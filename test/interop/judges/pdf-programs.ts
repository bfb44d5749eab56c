import { isPresent, runProgram } from '../support/program';
import { newFaultsByQpdf } from './signed-file';

/**
 * What pdfsig and qpdf say against a PDF of any level: each signature is valid, as many document timestamps as there should
 * be, the last of them over the whole file, and no fault that the file had not before. pdfsig does not verify timestamps.
 */
export function faultsByPdfPrograms(
  base: string,
  file: string,
  expected: { readonly signatures: number; readonly timestamps: number; readonly isReadByPdfsig: boolean },
): readonly string[] {
  const faults = isPresent('qpdf') ? newFaultsByQpdf(base, file) : [];
  if (!isPresent('pdfsig') || !expected.isReadByPdfsig) return faults;
  const { stdout } = runProgram('pdfsig', ['-nocert', file]);
  const all = stdout.split(/^Signature #/m).slice(1);
  // Its name for ETSI.RFC3161.
  const timestamps = all.filter((text) => text.includes('Signature Type: unknown'));
  const signatures = all.filter((text) => text.includes('Signature Type: ETSI.CAdES.detached'));
  if (signatures.length !== expected.signatures) faults.push(`pdfsig: ${signatures.length} signatures`);
  if (timestamps.length !== expected.timestamps) faults.push(`pdfsig: ${timestamps.length} timestamps`);
  const last = timestamps.at(-1);
  if (last?.includes('  - Total document signed') === false)
    faults.push('pdfsig: bytes behind the last timestamp');
  for (const text of signatures) {
    if (text.includes('Signature Validation: Signature is Valid.')) continue;
    faults.push(`pdfsig: ${/Signature Validation: .*/.exec(text)?.[0] ?? 'no word on validity'}`);
  }
  return faults;
}
