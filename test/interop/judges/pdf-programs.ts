import { isPresent, runProgram } from '../support/program';
import { newFaultsByQpdf } from './signed-file';

/**
 * What pdfsig and qpdf say against a PDF of any level: each signature is valid, each document timestamp whole, one of them
 * covers all of the file but for what is appended without a signature, and the file has no fault that it had not before.
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
  const timestamps = all.filter((text) => text.includes('Signature Type: ETSI.RFC3161'));
  const signatures = all.filter((text) => text.includes('Signature Type: ETSI.CAdES.detached'));
  if (signatures.length !== expected.signatures) faults.push(`pdfsig: ${signatures.length} signatures`);
  if (timestamps.length !== expected.timestamps) faults.push(`pdfsig: ${timestamps.length} timestamps`);
  for (const text of [...signatures, ...timestamps]) {
    if (text.includes('Signature Validation: Signature is Valid.')) continue;
    faults.push(`pdfsig: ${/Signature Validation: .*/.exec(text)?.[0] ?? 'no word on validity'}`);
  }
  return faults;
}
