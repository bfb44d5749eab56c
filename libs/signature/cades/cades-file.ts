import {
  framesAround,
  readOrNothing,
  readSignedData,
  splitSignedData,
  withoutArmourAtRest,
  type SignedData,
} from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import { contentOfRanges, type SignedContent } from '../cms/signed-content';
import { signatureRefusals } from '../signature.refusals';
import { bytesAround, rangeOf, type SignedBytes } from './signed-bytes';

/** A .p7m or .p7s that is there, its content left in the file. */
export interface CadesFile {
  /** Everything but the content: its `content` is always undefined. */
  readonly data: SignedData;
  /** What its signers signed, where the file holds it. */
  readonly content: SignedContent | undefined;
  /** The file with another SignedData of the same content; what encapsulates that keeps its bytes. */
  with(frame: Buffer): SignedBytes;
}

/**
 * Opens a .p7m or .p7s of any size; one in base64 or PEM is decoded where it is read. Refuses
 * `SIGNATURE_CMS_UNREADABLE`.
 *
 * @standard RFC 5652 §5.1; RFC 7468 §8, §9
 */
export function openCadesFile(source: ByteSource): Result<CadesFile> {
  const file = withoutArmourAtRest(source);
  const split = readOrNothing(() => splitSignedData(file));
  const data = split && readOrNothing(() => readSignedData(split.frame));
  if (!data) return refuse(signatureRefusals.CMS_UNREADABLE());
  const [start, end] = split.encapsulated;
  return accept({
    data,
    content: split.content && contentOfRanges(file, split.content),
    with(frame) {
      const { head, tail } = framesAround(frame, end - start);
      return bytesAround(head, rangeOf(file, start, end - start), tail);
    },
  });
}
