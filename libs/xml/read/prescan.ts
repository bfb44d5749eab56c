import { accept, refuse, type Result } from '@libro-firma/kernel';
import { xmlRefusals } from '../xml.refusals';
import type { XmlBounds } from './xml-bounds';

const MARKUP = 0x3c; // "<"
const ASSIGNMENT = 0x3d; // "="

/**
 * What can be refused before the parser has spent memory on it: size, the number of tags and of attributes, and any
 * document type declaration. In UTF-16 each character has a zero byte, which is left out of the look.
 */
export function prescan(bytes: Buffer, bounds: XmlBounds): Result<null> {
  if (bytes.length === 0) return refuse(xmlRefusals.EMPTY());
  if (bytes.length > bounds.maxBytes) return tooLarge('bytes', bounds.maxBytes);
  if (exceeds(bytes, MARKUP, 2 * bounds.maxNodes)) return tooLarge('nodes', bounds.maxNodes);
  if (exceeds(bytes, ASSIGNMENT, 2 * bounds.maxAttributes))
    return tooLarge('attributes', bounds.maxAttributes);
  if (hasDoctype(bytes)) return refuse(xmlRefusals.DOCTYPE());
  return accept(null);
}

export function tooLarge(bound: string, limit: number): ReturnType<typeof refuse> {
  return refuse(xmlRefusals.TOO_LARGE({ bound, limit }));
}

function exceeds(bytes: Buffer, byte: number, limit: number): boolean {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) {
    if (++count > limit) return true;
  }
  return false;
}

function hasDoctype(bytes: Buffer): boolean {
  if (bytes.includes('<!DOCTYPE', 0, 'latin1')) return true;
  const isWide = bytes.subarray(0, 4).includes(0);
  return isWide && Buffer.from(bytes.filter((byte) => byte !== 0)).includes('<!DOCTYPE', 0, 'latin1');
}
