import { OID } from '@libro-firma/asn1';
import { defineCheck, outcomeOf } from './check';

/** Attributes that a signer may have once, with one value: a second would be read instead by another program. */
const SINGLE: readonly string[] = [
  OID.contentType,
  OID.messageDigest,
  OID.signingTime,
  OID.signingCertificate,
  OID.signingCertificateV2,
  OID.mimeType,
  OID.contentHints,
  OID.signaturePolicy,
];

export const signedAttributesStandOnce = defineCheck(['pdf', 'cms'], {
  id: 'signed-attributes-stand-once',
  standard: 'RFC 5652 §11; RFC 5035 §3; ETSI EN 319 122-1 §5.2',
  subIndication: 'FORMAT_FAILURE',
  text: {
    passed: {
      it: 'Ogni attributo firmato ha un solo significato',
      en: 'Each signed attribute has one meaning only',
    },
    failed: {
      it: 'Un attributo firmato è ripetuto: programmi diversi lo leggerebbero in modo diverso',
      en: 'A signed attribute is repeated: programs would read it differently',
    },
  },
  judge: ({ signer }) => {
    const attributes = signer?.signer.signedAttributes?.list;
    if (!attributes) return 'NOT_APPLICABLE';
    const single = attributes.filter(({ oid }) => SINGLE.includes(oid));
    const names = new Set(single.map(({ oid }) => oid));
    return outcomeOf(names.size === single.length && single.every(({ values }) => values.length === 1));
  },
});
