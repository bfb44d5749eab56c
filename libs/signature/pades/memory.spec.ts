import { mustAccept } from '@libro-firma/kernel';
import { bufferSource } from '@libro-firma/pdf';
import { createTestPki } from '../testing/pki/test-pki';
import { samplePdf } from '../testing/sample-pdf';
import { signPades } from './sign-pades';

const MIB = 1024 * 1024;
const FILES = 300;
const FILE_BYTES = MIB;
/** What the collector may let lie; all files together are more than twice as much. */
const MOST_BYTES = 120 * MIB;

it('signing file after file keeps no bytes of what was signed before', () => {
  const signer = createTestPki().signer();
  const base = samplePdf('Determina di prova', FILE_BYTES);
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  for (let count = 0; count < FILES; count += 1) {
    const source = bufferSource(Buffer.from(base));
    mustAccept(signPades(source, { ...signer, signingTime: new Date() }, signer.key));
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(most).toBeLessThan(MOST_BYTES);
});
