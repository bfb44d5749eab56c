import type { TypePolicy } from '../type-policy';
import type { Container } from './containers';

const PDF = 'application/pdf';
export const ENVELOPE = 'application/pkcs7-mime';

/**
 * How the next signature on a file may be made. What is in an envelope stays in it; a PDF that bears signatures is put
 * into one only where the type of the act says so.
 */
export function admittedContainers(
  file: { readonly mediaType: string; readonly signatures: number },
  { container = 'PADES', envelopesSigned = false }: Pick<TypePolicy, 'container' | 'envelopesSigned'>,
): readonly Container[] {
  if (file.mediaType === ENVELOPE) return ['CADES'];
  if (file.mediaType !== PDF) return container === 'CADES' ? ['CADES'] : [];
  const mayEnvelope = file.signatures === 0 ? container === 'CADES' : envelopesSigned;
  return [
    ...(container === 'PADES' ? (['PADES'] as const) : []),
    ...(mayEnvelope ? (['CADES'] as const) : []),
  ];
}

/** By the first bytes of a file; null for what is no signed file of either kind. */
export function containerOf(mediaType: string): Container | null {
  if (mediaType === PDF) return 'PADES';
  return mediaType === ENVELOPE ? 'CADES' : null;
}
