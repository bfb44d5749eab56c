import { type Asn1Node } from '../encoding/ber-reader';
import { integerOf, octetsOf, sequenceOf } from '../encoding/values';
import { TAG } from '../encoding/tag';
import { OID } from '../oids';
import { readAlgorithmIdentifier } from '../x509/algorithm-identifier';
import { readDistinguishedName, type DistinguishedName } from '../x509/distinguished-name';

/** One certificate named by its hash (ESSCertID of RFC 2634 §5.4.1, ESSCertIDv2 of RFC 5035 §4). */
export interface CertificateReference {
  readonly digestAlgorithm: string;
  readonly hash: Buffer;
  /** Issuer and serial number, where they are given too. */
  readonly issuer?: DistinguishedName;
  readonly serialNumber?: bigint;
}

/**
 * Reads the value of the attribute signing-certificate; hashes are SHA-1.
 *
 * @throws Asn1Error
 * @standard RFC 2634 §5.4
 */
export function readSigningCertificate(node: Asn1Node): readonly CertificateReference[] {
  sequenceOf(node);
  return sequenceOf(node.child(0)).map((item) => ({
    digestAlgorithm: OID.sha1,
    hash: octetsOf(item.child(0)),
    ...readIssuerSerial(item.children()[1]),
  }));
}

/**
 * Reads the value of the attribute signing-certificate-v2; SHA-256 unless it says otherwise.
 *
 * @throws Asn1Error
 * @standard RFC 5035 §3
 */
export function readSigningCertificateV2(node: Asn1Node): readonly CertificateReference[] {
  sequenceOf(node);
  return sequenceOf(node.child(0)).map((item) => {
    const first = item.child(0);
    const named = first.isUniversal(TAG.sequence);
    return {
      digestAlgorithm: named ? readAlgorithmIdentifier(first).oid : OID.sha256,
      hash: octetsOf(named ? item.child(1) : first),
      ...readIssuerSerial(item.children()[named ? 2 : 1]),
    };
  });
}

function readIssuerSerial(node: Asn1Node | undefined): Pick<CertificateReference, 'issuer' | 'serialNumber'> {
  if (!node) return {};
  const directory = node
    .child(0)
    .children()
    .find((name) => name.isContext(4));
  return {
    ...(directory && { issuer: readDistinguishedName(directory.only()) }),
    serialNumber: integerOf(node.child(1)),
  };
}
