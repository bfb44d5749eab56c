import { createHash } from 'node:crypto';
import { accept, refuse, type Result } from '@libro-firma/kernel';
import { DSIG_NAMESPACE, EXCLUSIVE, type XmlEngine } from '@libro-firma/xml';
import type { DigestAlgorithm } from '../algorithms/creation-algorithms';
import { signatureRefusals } from '../signature.refusals';
import type { SignedPart } from './signature-xml';

/** A file outside the signature, as it is named in its container. */
export interface SignedFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly mediaType: string;
}

/** What is signed: a document into which the signature goes, or files beside it. */
export type XadesTarget =
  | { readonly kind: 'enveloped'; readonly document: Buffer; readonly mediaType?: string }
  | { readonly kind: 'files'; readonly files: readonly SignedFile[] };

/** A target with what it gives to be signed. */
export interface ReadTarget {
  readonly parts: readonly SignedPart[];
  /** SHA-256 of all that is signed, in hexadecimal. */
  readonly sha256: string;
  /** The whole document with this signature in its place. */
  frame(signature: string): Buffer;
}

const ASIC = 'http://uri.etsi.org/02918/v1.2.1#';

/**
 * Reads what is to be signed. The bytes of an enveloping document stay as they are; the signature becomes the last
 * child of its root.
 *
 * Refusals: those of libs/xml, `SIGNATURE_XML_NOT_SIGNABLE` for another encoding than UTF-8 and for a document that is
 * signed already.
 */
export function readTarget(
  engine: XmlEngine,
  target: XadesTarget,
  digest: DigestAlgorithm,
): Result<ReadTarget> {
  return target.kind === 'files'
    ? accept(filesTarget(target.files, digest))
    : envelopedTarget(engine, target, digest);
}

function filesTarget(files: readonly SignedFile[], digest: DigestAlgorithm): ReadTarget {
  const all = createHash('sha256');
  const parts = files.map(({ name, bytes, mediaType }) => {
    const digestValue = createHash(digest).update(bytes).digest();
    all.update(`${encodeURIComponent(name)} `).update(createHash('sha256').update(bytes).digest());
    return { uri: name.split('/').map(encodeURIComponent).join('/'), mediaType, digestValue };
  });
  return {
    parts,
    sha256: all.digest('hex'),
    frame: (signature) =>
      Buffer.from(
        `<?xml version="1.0" encoding="UTF-8"?>\n<asic:XAdESSignatures xmlns:asic="${ASIC}">${signature}</asic:XAdESSignatures>`,
      ),
  };
}

/** White space, comments and instructions after the root. */
const AFTER_ROOT = /(?:\s|<!--(?:(?!-->)[\s\S])*-->|<\?(?:(?!\?>)[\s\S])*\?>)*$/;
const MAX_TAIL = 64 * 1024;

function envelopedTarget(
  engine: XmlEngine,
  { document: bytes, mediaType = 'text/xml' }: Extract<XadesTarget, { kind: 'enveloped' }>,
  digest: DigestAlgorithm,
): Result<ReadTarget> {
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) return notSignable('encoding');
  const read = engine.read(bytes);
  if (!read.ok) return read;
  // One more child of the root is a change of all that an earlier signature covers: it would be broken.
  const isSigned = read.value.elements.some(
    ({ localName, namespace }) => localName === 'Signature' && namespace === DSIG_NAMESPACE,
  );
  const canonical = isSigned ? undefined : read.value.canonicalise({}, EXCLUSIVE);
  read.value.dispose();
  const place = placeInRoot(text);
  if (isSigned) return notSignable('already signed');
  if (!canonical || !place) return notSignable('structure');
  return accept({
    parts: [{ uri: '', mediaType, digestValue: createHash(digest).update(canonical).digest() }],
    sha256: createHash('sha256').update(bytes).digest('hex'),
    frame: (signature) => Buffer.from(place.before + signature + place.after),
  });
}

function notSignable(reason: string): Result<ReadTarget> {
  return refuse(signatureRefusals.XML_NOT_SIGNABLE({ reason }));
}

/** The text around the last place inside the root; an empty root is opened. */
function placeInRoot(text: string): { readonly before: string; readonly after: string } | undefined {
  const cut = Math.max(0, text.length - MAX_TAIL);
  const tail = text.slice(cut);
  const end = cut + (AFTER_ROOT.exec(tail)?.index ?? tail.length);
  const root = text.slice(0, end);
  const close = /<\/[^<>]*>$/.exec(root);
  if (close) return { before: root.slice(0, close.index), after: text.slice(close.index) };
  const empty = /<([^\s<>/]+)(?:[^<>"']|"[^"]*"|'[^']*')*\/>$/.exec(root);
  if (!empty) return undefined;
  return { before: `${root.slice(0, -2)}>`, after: `</${empty[1] ?? ''}>${text.slice(end)}` };
}
