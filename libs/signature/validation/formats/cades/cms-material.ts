import {
  OID,
  readAdobeRevocation,
  readCertificateNode,
  readOrNothing,
  readRevocationValues,
  sequenceOf,
  valuesOf,
  type Certificate,
  type RevocationValues,
  type SignedData,
  type SignerInfo,
} from '@libro-firma/asn1';
import type { AttachedTimestamp } from '../../../timestamp/attached-timestamps';
import type { SignatureMaterial } from '../../facts/shared-facts';

const MAX_VALUES = 500;

/** Certificates of a CMS: its own set, and what the signer carries in certificate-values (EN 319 122-1 annex A). */
export function cmsCertificates(data: SignedData, signer: SignerInfo): readonly Certificate[] {
  const values = valuesOf(signer.unsignedAttributes, OID.certificateValues).flatMap((value) =>
    sequenceOf(value)
      .slice(0, MAX_VALUES)
      .flatMap((item) => readOrNothing(() => readCertificateNode(item)) ?? []),
  );
  return [...data.certificates, ...values];
}

/** All that a CMS brings for its own judgement, what lies in its timestamps included. */
export function cmsMaterial(
  data: SignedData,
  signer: SignerInfo,
  attached: readonly AttachedTimestamp[],
): SignatureMaterial {
  const tokens = attached.flatMap(({ facts }) => facts?.data ?? []);
  const values = [
    ...valuesOf(signer.unsignedAttributes, OID.revocationValues).map(
      (value) => readOrNothing(() => readRevocationValues(value)) ?? NONE,
    ),
    ...valuesOf(signer.signedAttributes, OID.adobeRevocationArchival).map(
      (value) => readOrNothing(() => readAdobeRevocation(value)) ?? NONE,
    ),
    data,
    ...tokens,
    ...tokens.flatMap((token) =>
      token.signers.flatMap(({ unsignedAttributes }) =>
        valuesOf(unsignedAttributes, OID.revocationValues).map(
          (value) => readOrNothing(() => readRevocationValues(value)) ?? NONE,
        ),
      ),
    ),
  ];
  return {
    certificates: [
      ...(readOrNothing(() => cmsCertificates(data, signer)) ?? data.certificates),
      ...tokens.flatMap((token) => token.certificates),
    ],
    crls: values.flatMap(({ crls }) => crls),
    ocspResponses: values.flatMap(({ ocspResponses }) => ocspResponses),
  };
}

const NONE: RevocationValues = { crls: [], ocspResponses: [] };
