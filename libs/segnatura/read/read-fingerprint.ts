import type { ElementNode } from '@libro-firma/xml';
import { anyAttribute, clean } from './element-reader';
import type { ReceivedFile } from './received-segnatura';

/** Bytes of each algorithm that annex 6 names; a keyed one (HMAC) cannot be computed by whoever has no key. */
const LENGTHS: Readonly<Record<string, number>> = {
  'SHA-1': 20,
  'SHA-224': 28,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
};
const HEX = /^[0-9a-fA-F]+$/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Base64, or hexadecimal as some senders write it; null for what is neither, or of another length than the algorithm's. */
export function readFingerprint(impronta: ElementNode | undefined): ReceivedFile['fingerprint'] {
  const text = clean(impronta)?.replaceAll(/\s+/g, '');
  if (text === undefined) return null;
  const algorithm = algorithmOf(anyAttribute(impronta, 'algoritmo') ?? 'SHA-256');
  const length = LENGTHS[algorithm];
  if (length === undefined) return null;
  if (HEX.test(text) && text.length === 2 * length) return { algorithm, hex: text.toLowerCase() };
  const bytes = BASE64.test(text) ? Buffer.from(text, 'base64') : null;
  return bytes?.length === length ? { algorithm, hex: bytes.toString('hex') } : null;
}

/** `SHA256`, `sha-256`, or the address that XML signatures call it by. */
function algorithmOf(name: string): string {
  const digits = /sha-?_?(1|224|256|384|512)$/i.exec(name.trim())?.[1];
  return digits === undefined ? name : `SHA-${digits}`;
}
