import {
  readBasicOcspResponse,
  readCertificate,
  readCrl,
  readOcspResponse,
  readOrNothing,
  type BasicOcspResponse,
  type Certificate,
  type Crl,
} from '@libro-firma/asn1';
import type { ListedAuthorities, TrustedList } from '@libro-firma/trust';
import type { SignatureMaterial } from '../facts/shared-facts';
import type { ValidationPolicy } from '../policy/validation-policy';

/** What the caller believes, and the instant for which he asks. */
export interface TrustContext {
  readonly anchors: readonly Certificate[];
  readonly lists: readonly TrustedList[];
  /** What these lists offer at the instant of who asks. */
  readonly listed: ListedAuthorities;
  readonly intermediates: readonly Certificate[];
  /** Revocation data that the caller has beside what is in the file. */
  readonly revocation: Pick<SignatureMaterial, 'crls' | 'ocspResponses'>;
  readonly at: Date;
  readonly policy: ValidationPolicy;
}

/** Revocation data that could be read. */
export interface ReadRevocation {
  readonly crls: readonly Crl[];
  readonly ocspResponses: readonly BasicOcspResponse[];
}

const MAX_OF_A_KIND = 200;
const crls = new WeakMap<Buffer, { readonly crl: Crl | undefined }>();
const responses = new WeakMap<Buffer, { readonly response: BasicOcspResponse | undefined }>();

/** Reads revocation data, at most 200 of each kind; what cannot be read is left out. Each buffer is read once. */
export function readRevocation(material: Pick<SignatureMaterial, 'crls' | 'ocspResponses'>): ReadRevocation {
  return {
    crls: material.crls.slice(0, MAX_OF_A_KIND).flatMap((bytes) => crlOf(bytes) ?? []),
    ocspResponses: material.ocspResponses.slice(0, MAX_OF_A_KIND).flatMap((bytes) => responseOf(bytes) ?? []),
  };
}

function crlOf(bytes: Buffer): Crl | undefined {
  const known = crls.get(bytes);
  if (known) return known.crl;
  const crl = readOrNothing(() => readCrl(bytes));
  crls.set(bytes, { crl });
  return crl;
}

/** A file holds them bare or wrapped in an OCSPResponse. */
function responseOf(bytes: Buffer): BasicOcspResponse | undefined {
  const known = responses.get(bytes);
  if (known) return known.response;
  const response =
    readOrNothing(() => readBasicOcspResponse(bytes)) ?? readOrNothing(() => readOcspResponse(bytes).basic);
  responses.set(bytes, { response });
  return response;
}

/** Certificates out of DER, those that cannot be read left out. */
export function readableCertificates(ders: readonly Buffer[]): readonly Certificate[] {
  return ders.flatMap((der) => readOrNothing(() => readCertificate(der)) ?? []);
}
