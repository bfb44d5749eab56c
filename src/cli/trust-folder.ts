import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CERTIFICATE_FILE = /\.(der|cer|crt|pem)$/i;

/** The certificates of a folder, DER. @throws Error naming the file that is none */
export function certificatesIn(folder: string): Buffer[] {
  const names = readdirSync(folder).filter((name) => CERTIFICATE_FILE.test(name));
  return names.sort().map((name) => {
    try {
      return new X509Certificate(readFileSync(join(folder, name))).raw;
    } catch (fault) {
      throw new Error(
        `--trust: ${name} is no certificate (${fault instanceof Error ? fault.message : String(fault)})`,
        { cause: fault },
      );
    }
  });
}
