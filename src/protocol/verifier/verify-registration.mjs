#!/usr/bin/env node
// Verifies that one registration is in the register of its day. Needs Node.js 20 and nothing else: no server of ours,
// no library. `node verify-registration.mjs PROOF.json [ROOT]` (`-`: standard input): ROOT, in hexadecimal, is the day's root as printed in
// the daily register; without it the proof is held against the root that it states itself. Exit 0: it holds.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const FORM = 'registration-proof/1';
const SHA256_IMPRINT = '3031300d060960864801650304020105000420';
const SHA256_IMPRINT_WITHOUT_NULL = '302f300b0609608648016503040201' + '0420';

/** Sentences for all that does not hold; none when the proof is good. */
export function faultsOf(proof, expectedRoot = proof.root) {
  if (proof.form !== FORM) return [`this is no proof of the form ${FORM}`];
  const faults = [];
  const hash = sha256(Buffer.from(canonical(proof.registration), 'utf8'));
  if (hash.toString('hex') !== proof.hash) faults.push('the registration was changed: its hash is another');
  let node = sha256(Buffer.from([0]), hex(proof.salt), hex(proof.hash));
  for (const { side, hash: beside } of proof.path)
    node =
      side === 'left'
        ? sha256(Buffer.from([1]), hex(beside), node)
        : sha256(Buffer.from([1]), node, hex(beside));
  if (node.toString('hex') !== proof.root) faults.push('the registration is not under the root of its day');
  if (proof.root !== expectedRoot) faults.push('the root is not that of the daily register');
  if (proof.timestamp !== null) {
    const token = Buffer.from(proof.timestamp, 'base64').toString('hex');
    if (
      ![SHA256_IMPRINT, SHA256_IMPRINT_WITHOUT_NULL].some((imprint) => token.includes(imprint + proof.root))
    )
      faults.push('the time-stamp is over something else');
  }
  return faults;
}

/** RFC 8785: members sorted by UTF-16 code units, no white space, values as ECMAScript writes them. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function hex(text) {
  return Buffer.from(text, 'hex');
}

function main([file, root]) {
  if (file === undefined) {
    process.stderr.write('usage: node verify-registration.mjs PROOF.json [ROOT]\n');
    return 2;
  }
  const proof = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  const faults = faultsOf(proof, root);
  for (const fault of faults) process.stdout.write(`NOT PROVED: ${fault}\n`);
  if (faults.length > 0) return 1;
  const { registerCode, number, year, date } = proof.registration;
  process.stdout.write(`proved: ${registerCode} ${number}/${year} of ${date} is in ${proof.dailyRegister}\n`);
  process.stdout.write(
    proof.timestamp === null
      ? 'no time-stamp: the root is only as trustworthy as where you have it from\n'
      : 'time-stamp over the root present; its signature: openssl ts -verify -token_in -digest ROOT -in TOKEN -CAfile CA\n',
  );
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exit(main(process.argv.slice(2)));
