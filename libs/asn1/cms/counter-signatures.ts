import { OID } from '../oids';
import { valuesOf } from './attributes';
import { readSigner, type SignerInfo } from './signed-data';

const MAX_COUNTER_SIGNATURES = 100;

/**
 * Counter-signatures of a signer: each signs the value of this one (RFC 5652 §11.4), and may itself be
 * countersigned. At most 100 are read.
 *
 * @throws Asn1Error
 */
export function counterSignaturesOf(signer: SignerInfo): readonly SignerInfo[] {
  return valuesOf(signer.unsignedAttributes, OID.counterSignature)
    .slice(0, MAX_COUNTER_SIGNATURES)
    .map(readSigner);
}
