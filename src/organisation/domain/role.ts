/**
 * What a person is appointed to do. Records manager and vicar: DPR 445/2000 art. 61; preservation manager: CAD
 * art. 44. Administrator and operator keep the house running and see no document's content.
 */
export const ROLES = [
  'records-manager',
  'records-manager-vicar',
  'protocol-operator',
  'office-head',
  'drafter',
  'endorser',
  'signer',
  'auditor',
  'preservation-manager',
  'administrator',
  'operator',
] as const;

export type Role = (typeof ROLES)[number];
