import { der, OID } from '@libro-firma/asn1';
import { writeExtension } from '../../demo-pki/write-certificate';

const uri = (text: string): Buffer => der.contextPrimitive(6, Buffer.from(text, 'latin1'));

/** Where OCSP and the issuer's certificate are to be had (RFC 5280 §4.2.2.1). */
export function authorityAccess(
  ocspUrl: string | undefined,
  issuerUrl: string | undefined,
): readonly Buffer[] {
  const access = [
    ...(ocspUrl === undefined ? [] : [der.sequence(der.oid(OID.accessOcsp), uri(ocspUrl))]),
    ...(issuerUrl === undefined ? [] : [der.sequence(der.oid(OID.accessCaIssuers), uri(issuerUrl))]),
  ];
  return access.length > 0 ? [writeExtension(OID.authorityInfoAccess, der.sequence(...access))] : [];
}

/** Where the CRL is to be had (RFC 5280 §4.2.1.13). */
export function crlPoint(url: string | undefined): readonly Buffer[] {
  if (url === undefined) return [];
  const name = der.explicit(0, der.explicit(0, uri(url)));
  return [writeExtension(OID.crlDistributionPoints, der.sequence(der.sequence(name)))];
}

/** Policies; those of the test PKI lie under 2.999, the arc for examples. */
export function policies(...oids: readonly string[]): Buffer {
  return writeExtension(
    OID.certificatePolicies,
    der.sequence(...oids.map((oid) => der.sequence(der.oid(oid)))),
  );
}

export function purpose(oid: string): Buffer {
  return writeExtension(OID.extendedKeyUsage, der.sequence(der.oid(oid)), true);
}

export const noCheck = (): Buffer => writeExtension(OID.ocspNoCheck, der.null());

/** Statements of a certificate for signatures (EN 319 412-5 §4); only on wish that it is qualified. */
export function qcStatements(claimsQualified: boolean, type: 'esign' | 'eseal', isInDevice = true): Buffer {
  const statement = (oid: string, ...value: readonly Buffer[]): Buffer =>
    der.sequence(der.oid(oid), ...value);
  const disclosure = der.sequence(der.ia5String('https://test.invalid/pds'), der.printableString('it'));
  const typeOid = type === 'esign' ? '0.4.0.1862.1.6.1' : '0.4.0.1862.1.6.2';
  return writeExtension(
    OID.qcStatements,
    der.sequence(
      ...(claimsQualified ? [statement(OID.qcCompliance)] : []),
      ...(claimsQualified && isInDevice ? [statement(OID.qcSscd)] : []),
      statement(OID.qcRetentionPeriod, der.integer(20)),
      statement(OID.qcPds, der.sequence(disclosure)),
      statement(OID.qcType, der.sequence(der.oid(typeOid))),
    ),
  );
}
