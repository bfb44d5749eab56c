import type { Qualified } from '@libro-firma/trust';
import type { Text } from '@libro-firma/kernel';
import type { Indication, QualificationReport } from './validation-report';

const SIGNATURE_NOT_PASSED: Text = {
  it: 'Finché la firma non risulta valida non si può dire che cosa sia per la legge',
  en: 'As long as the signature is not found valid, what it is in law cannot be told',
};

/**
 * What a signature is in law: what its certificate makes of it, once it passed.
 *
 * @standard ETSI TS 119 615 §4.6
 */
export function qualificationReport(
  { level, reason, text, service }: Qualified,
  indication: Indication,
): QualificationReport {
  const found = { level, reason, text, certificate: level, service: service ?? null };
  // Why the lists say nothing is worth more than that the signature did not pass: both leave it open.
  if (indication === 'TOTAL_PASSED' || level === 'NOT_DETERMINABLE') return found;
  return { ...found, level: 'NOT_DETERMINABLE', reason: 'SIGNATURE_NOT_PASSED', text: SIGNATURE_NOT_PASSED };
}
