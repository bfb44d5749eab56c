import { createHash } from 'node:crypto';

const remembered = new WeakMap<Buffer, Map<string, Buffer>>();

/** Digest of these bytes, computed once: thousands of references may name the same large file. */
export function rememberedDigest(bytes: Buffer, name: string): Buffer {
  const known = remembered.get(bytes) ?? new Map<string, Buffer>();
  remembered.set(bytes, known);
  const digest = known.get(name) ?? createHash(name).update(bytes).digest();
  known.set(name, digest);
  return digest;
}
