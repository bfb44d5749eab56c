import { der, headerBytes } from '../encoding/der-writer';
import { OID } from '../oids';

/** What stands before and behind bytes that are not in memory. */
export interface Framed {
  readonly head: Buffer;
  readonly tail: Buffer;
}

/**
 * ContentInfo and SignedData around this many bytes in their middle, which need not be at hand. All lengths are definite.
 *
 * @param start parts of the SignedData before those bytes
 * @param tail parts behind them
 * @standard RFC 5652 §3, §5.1
 */
export function frameSignedData(start: Buffer, middleSize: number, tail: Buffer): Framed {
  const size = start.length + middleSize + tail.length;
  const signedData = headerBytes(0x30, size);
  const explicit = headerBytes(0xa0, signedData.length + size);
  const oid = der.oid(OID.signedData);
  const whole = headerBytes(0x30, oid.length + explicit.length + signedData.length + size);
  return { head: Buffer.concat([whole, oid, explicit, signedData, start]), tail };
}
