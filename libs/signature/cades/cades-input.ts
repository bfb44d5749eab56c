import { accept, refuse, type Result } from '@libro-firma/kernel';
import type { ByteSource } from '@libro-firma/pdf';
import { contentOfBuffer, contentOfRanges, type SignedContent } from '../cms/signed-content';
import { signatureRefusals } from '../signature.refusals';
import { openCadesFile, type CadesFile } from './cades-file';

/** What a CAdES signature is made of. */
export type CadesInput =
  /** A new .p7m around a document of any size, or a new .p7s beside it. */
  | { readonly kind: 'ATTACHED' | 'DETACHED'; readonly document: ByteSource }
  /** A further signer in a file of any size that is there; `content` where that is detached. */
  | { readonly kind: 'PARALLEL'; readonly signed: ByteSource; readonly content?: ByteSource }
  /** A counter-signature on one signer of a file that is there. */
  | { readonly kind: 'COUNTER'; readonly signed: ByteSource; readonly signer: number };

/** What is signed, and what must not change between the phases. */
export interface CadesSubject {
  /** The bytes that the message digest is over. */
  readonly content: SignedContent;
  /** The input as a whole, by which the preparation knows it again. */
  readonly whole: SignedContent;
  /** The file that is there already. */
  readonly file?: CadesFile;
}

/**
 * Reads the input; refuses `SIGNATURE_CMS_UNREADABLE`, `SIGNATURE_CONTENT_MISSING`, `SIGNATURE_SIGNER_MISSING`.
 *
 * @standard RFC 5652 §5.1, §5.2
 */
export function readCadesInput(input: CadesInput): Result<CadesSubject> {
  if ('document' in input) {
    const content = wholeOf(input.document);
    return accept({ content, whole: content });
  }
  const opened = openCadesFile(input.signed);
  if (!opened.ok) return opened;
  const file = opened.value;
  const whole = wholeOf(input.signed);
  if (input.kind === 'PARALLEL') {
    const content = file.content ?? (input.content && wholeOf(input.content));
    return content ? accept({ content, whole, file }) : refuse(signatureRefusals.CONTENT_MISSING());
  }
  const target = file.data.signers[input.signer];
  if (!target) return refuse(signatureRefusals.SIGNER_MISSING({ index: input.signer }));
  return accept({ content: contentOfBuffer(target.signature), whole, file });
}

/** All bytes of a source, as content. */
export function wholeOf(source: ByteSource): SignedContent {
  return contentOfRanges(source, [0, source.size]);
}
