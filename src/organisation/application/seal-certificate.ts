import { nameValue, nameText, type Certificate } from '@libro-firma/asn1';

/** Whom a seal names. */
export interface SealHolder {
  readonly name: string;
  /** `VATIT-…`, `NTRIT-…` (EN 319 412-1 §5.1.4). */
  readonly organisationIdentifier: string;
  readonly issuer: string;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/** Attributes that only a natural person has: with one of them it is somebody's signature, and no seal. */
const PERSONAL = ['surname', 'givenName', 'pseudonym'];
const PERSONAL_IDENTIFIER = /^(TIN|PNO|PAS|IDC)[A-Z]{2}-/i;

/**
 * The holder of a certificate that can seal, and nothing else: of a legal person, with its identifier, for signatures
 * and not for certificates. Undefined for every other one, so that no official's key is ever used without him.
 *
 * @standard eIDAS art. 3(24), 3(29); EN 319 412-3 §4.2.1; EN 319 412-1 §5.1.4; RFC 5280 §4.2.1.3
 */
export function sealHolderOf({
  subject,
  issuer,
  extensions,
  notBefore,
  notAfter,
}: Certificate): SealHolder | undefined {
  const organisationIdentifier = nameValue(subject, 'organizationIdentifier');
  const isPersonal =
    PERSONAL.some((type) => nameValue(subject, type) !== undefined) ||
    PERSONAL_IDENTIFIER.test(nameValue(subject, 'serialNumber') ?? '');
  const { keyUsage, basicConstraints, qcStatements } = extensions;
  const signs =
    keyUsage === undefined || keyUsage.includes('nonRepudiation') || keyUsage.includes('digitalSignature');
  const isOtherType = (qcStatements?.types ?? []).some((type) => type !== 'eseal');
  if (organisationIdentifier === undefined || isPersonal || !signs) return undefined;
  if (basicConstraints?.ca === true || isOtherType) return undefined;
  return {
    name: nameValue(subject, 'commonName') ?? nameText(subject),
    organisationIdentifier,
    issuer: nameValue(issuer, 'commonName') ?? nameText(issuer),
    validFrom: notBefore,
    validTo: notAfter,
  };
}
