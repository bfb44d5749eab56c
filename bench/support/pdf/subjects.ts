import { createHash, createPrivateKey, sign } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  statSync,
  writevSync,
} from 'node:fs';
import { mustAccept } from '@libro-firma/kernel';
import { bufferSource, type ByteSource, fileSource } from '@libro-firma/pdf';
import { signPades } from '@libro-firma/signature';
import { appendFloor, appendOurs, appendPdfLib } from './append-subjects';
import { signForge } from './forge-subject';
import type { BenchKeys } from './keys';
import { verifyFloor, verifyOurs, verifyPkijs } from './verify-subjects';
import type { Work } from './work';

const BLOCK = 1024 * 1024;
const SMALL = 1024 * 1024;

/** What is measured, each in a process of its own so that its memory can be told. */
export const SUBJECTS: Readonly<Record<string, (keys: BenchKeys) => Work>> = {
  'append-ours': appendOurs,
  'append-floor': appendFloor,
  'append-pdf-lib': appendPdfLib,
  'sign-ours': signOurs,
  'sign-floor': signFloor,
  'sign-forge': signForge,
  'verify-ours': verifyOurs,
  'verify-floor': verifyFloor,
  'verify-pkijs': verifyPkijs,
};

function signOurs({ certificate, issuer, root, key }: BenchKeys): Work {
  const privateKey = createPrivateKey(key);
  const identity = { certificate: fromBase64(certificate), chain: [issuer, root].map(fromBase64) };
  return (file, target) => {
    if (statSync(file).size <= SMALL) {
      // A small file is read once: what is hashed is what is written.
      const bytes = readFileSync(file);
      const signed = signPades(bufferSource(bytes), { ...identity, signingTime: new Date() }, privateKey);
      const out = openSync(target, 'w');
      writevSync(out, [bytes, mustAccept(signed).increment]);
      closeSync(out);
      return;
    }
    const source = fileSource(file);
    const signed = signPades(source, { ...identity, signingTime: new Date() }, privateKey);
    source.close();
    copyFileSync(file, target);
    appendFileSync(target, mustAccept(signed).increment);
  };
}

/** What no signature can do without: the copy, one hash over the file, one operation of the key. */
function signFloor({ key }: BenchKeys): Work {
  const privateKey = createPrivateKey(key);
  return (file, target) => {
    const digest = hashOf(file);
    copyFileSync(file, target);
    appendFileSync(target, sign('sha256', digest, privateKey));
  };
}

function hashOf(file: string): Buffer {
  const source: ByteSource & { close(): void } = fileSource(file);
  const hash = createHash('sha256');
  for (let at = 0; at < source.size; at += BLOCK) hash.update(source.read(at, BLOCK));
  source.close();
  return hash.digest();
}

function fromBase64(text: string): Buffer {
  return Buffer.from(text, 'base64');
}
