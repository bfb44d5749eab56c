import { ALL_FAMILIES, defineCheck, outcomeOf } from './check';
import { OID } from '@libro-firma/asn1';

export const certificateMaySignDocuments = defineCheck(ALL_FAMILIES, {
  id: 'certificate-may-sign-documents',
  standard: 'RFC 5280 §4.2.1.3, §4.2.1.12; RFC 3161 §2.3; ETSI EN 319 412-2 §4.3.2',
  subIndication: 'CHAIN_CONSTRAINTS_FAILURE',
  text: {
    passed: {
      it: 'Il certificato è stato rilasciato per questo uso',
      en: 'The certificate was issued for this use',
    },
    failed: {
      it: 'Il certificato non è stato rilasciato per questo uso',
      en: 'The certificate was not issued for this use',
    },
  },
  judge: ({ signer, type }) => {
    const extensions = signer?.certificate?.extensions;
    if (!extensions) return 'NOT_APPLICABLE';
    if (type === 'TIMESTAMP') {
      return outcomeOf(extensions.extendedKeyUsage?.purposes.includes(OID.ekuTimeStamping) === true);
    }
    const usage = extensions.keyUsage;
    return outcomeOf(!usage || usage.includes('nonRepudiation') || usage.includes('digitalSignature'));
  },
});
