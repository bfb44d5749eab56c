import { der, OID, reasonNumber } from '@libro-firma/asn1';
import { writeExtension } from '../../demo-pki/write-certificate';
import type { TestAuthority, TestHolder } from './test-authority';
import { identifiedValue } from './weak-signature';

/** What may be otherwise about a CRL than that it is right. */
export interface CrlWish {
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** Signs in place of the authority. */
  readonly signedBy?: TestHolder;
  readonly number?: number;
  readonly extensions?: readonly Buffer[];
  /** Signed over SHA-1. */
  readonly isWeak?: boolean;
}

/** The CRL of an authority (RFC 5280 §5.1). */
export function writeCrl({ holder, revoked }: TestAuthority, wish: CrlWish): Buffer {
  const signer = wish.signedBy ?? holder;
  const { algorithm } = identifiedValue(signer, Buffer.alloc(0), wish.isWeak);
  const entries = [...revoked].map(([serial, { at, reason }]) =>
    der.sequence(
      der.integer(serial),
      der.time(at),
      der.sequence(writeExtension(OID.crlReason, der.enumerated(reasonNumber(reason)))),
    ),
  );
  const key = holder.read.extensions.subjectKeyIdentifier ?? Buffer.alloc(0);
  const tbs = der.sequence(
    der.integer(1),
    algorithm,
    signer.read.subject.der,
    der.time(wish.thisUpdate),
    ...(wish.nextUpdate ? [der.time(wish.nextUpdate)] : []),
    ...(entries.length > 0 ? [der.sequence(...entries)] : []),
    der.explicit(
      0,
      der.sequence(
        writeExtension(OID.authorityKeyIdentifier, der.sequence(der.contextPrimitive(0, key))),
        writeExtension(OID.crlNumber, der.integer(wish.number ?? 1)),
        ...(wish.extensions ?? []),
      ),
    ),
  );
  return der.sequence(tbs, algorithm, der.bitString(identifiedValue(signer, tbs, wish.isWeak).value));
}
