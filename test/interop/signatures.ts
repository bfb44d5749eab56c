import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { signPades } from '@libro-firma/signature';
import { TEST_SIGNERS } from '../../libs/signature/testing/test-signers';
import { faultsOfSignedFile } from './judges/signed-file';
import { addOwnFiles } from './samples/own';
import { Workshop } from './support/sample';
import type { Tally } from './support/tally';

/** Algorithms that pdfsig's own library does not know; openssl and the other cases judge them. */
const UNKNOWN_TO_PDFSIG = ['Ed25519'];
const BASES = ['pdf-lib-1-page', 'pdf-lib-streams', 'signed-twice'];

/** Every algorithm with which this project signs, on each shape of a file, judged by three programs. */
export async function run(tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'libro-firma-interop-'));
  try {
    const workshop = new Workshop(folder);
    await addOwnFiles(workshop);
    for (const [name, signerOf] of Object.entries(TEST_SIGNERS)) {
      if (UNKNOWN_TO_PDFSIG.includes(name)) continue;
      const { certificate, key, algorithm } = signerOf();
      for (const base of BASES)
        tally.check(`${name} on ${base}`, () => {
          const file = readFileSync(workshop.made(base));
          const options = {
            certificate,
            chain: [],
            signingTime: new Date(),
            signatureAlgorithm: algorithm.scheme,
            digestAlgorithm: algorithm.digest,
          };
          const { increment } = mustAccept(signPades(bufferSource(file), options, key));
          const signed = join(folder, 'signed.pdf');
          writeFileSync(signed, Buffer.concat([file, increment]));
          return faultsOfSignedFile(workshop.made(base), signed, folder);
        });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
