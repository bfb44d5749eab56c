import { readOrNothing, readSignedData, withoutArmour, type SignedData } from '@libro-firma/asn1';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import { contentOfBuffer, contentOfRanges, type SignedContent } from '../cms/signed-content';
import { signatureRefusals } from '../signature.refusals';

/** What a CAdES signature is made of. */
export type CadesInput =
  /** A new .p7m around a document of any size, or a new .p7s beside it. */
  | { readonly kind: 'ATTACHED' | 'DETACHED'; readonly document: ByteSource }
  /** A further signer in a file that is there; `content` where that is detached. */
  | { readonly kind: 'PARALLEL'; readonly signed: Buffer; readonly content?: ByteSource }
  /** A counter-signature on one signer of a file that is there. */
  | { readonly kind: 'COUNTER'; readonly signed: Buffer; readonly signer: number };

/** What is signed, and what must not change between the phases. */
export interface CadesSubject {
  /** The bytes that the message digest is over. */
  readonly content: SignedContent;
  /** The input as a whole, by which the preparation knows it again. */
  readonly whole: SignedContent;
  /** Of a file that is there already. */
  readonly data?: SignedData;
}

/** Reads the input; refuses `SIGNATURE_CMS_UNREADABLE`, `SIGNATURE_CONTENT_MISSING`, `SIGNATURE_SIGNER_MISSING`. */
export function readCadesInput(input: CadesInput): Result<CadesSubject> {
  if ('document' in input) {
    const content = contentOfRanges(input.document, [0, input.document.size]);
    return accept({ content, whole: content });
  }
  const read = readSignedFile(input.signed);
  if (!read.ok) return read;
  const data = read.value;
  const whole = contentOfBuffer(input.signed);
  if (input.kind === 'PARALLEL') {
    const content = contentOfCms(data, input.content);
    return content ? accept({ content, whole, data }) : refuse(signatureRefusals.CONTENT_MISSING());
  }
  const target = data.signers[input.signer];
  if (!target) return refuse(signatureRefusals.SIGNER_MISSING({ index: input.signer }));
  return accept({ content: contentOfBuffer(target.signature), whole, data });
}

/** Reads a .p7m or .p7s, in base64 too. Refuses `SIGNATURE_CMS_UNREADABLE`. */
export function readSignedFile(bytes: Buffer): Result<SignedData> {
  const data = readOrNothing(() => readSignedData(withoutArmour(bytes)));
  return data ? accept(data) : refuse(signatureRefusals.CMS_UNREADABLE());
}

/** What the signers of a file signed; undefined when it is detached and not at hand. */
export function contentOfCms(data: SignedData, detached: ByteSource | undefined): SignedContent | undefined {
  if (data.content) return contentOfBuffer(data.content);
  return detached && contentOfRanges(detached, [0, detached.size]);
}
