/** How the CMS of a signature dictionary relates to the file (ISO 32000-1 §12.8.3, ISO 32000-2 §12.8.3). */
export type SubFilterKind = 'detached' | 'sha1-inside' | 'rsa-sha1' | 'timestamp' | 'unsupported';

const KINDS: Readonly<Record<string, SubFilterKind>> = {
  'ETSI.CAdES.detached': 'detached',
  'adbe.pkcs7.detached': 'detached',
  'adbe.pkcs7.sha1': 'sha1-inside',
  'adbe.x509.rsa_sha1': 'rsa-sha1',
  'ETSI.RFC3161': 'timestamp',
};

/** @param subFilter as the dictionary writes it */
export function subFilterKind(subFilter: string | null): SubFilterKind {
  return KINDS[subFilter ?? ''] ?? 'unsupported';
}
