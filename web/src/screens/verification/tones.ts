import type { VerificationView } from '../../api/types';
import type { Tone } from '../../design/Badge';

/** Of a verdict in one word; unknown is neither good nor bad. */
export const CONCLUSION_TONES: Readonly<Record<VerificationView['conclusion'], Tone>> = {
  TOTAL_PASSED: 'good',
  INDETERMINATE: 'warning',
  TOTAL_FAILED: 'bad',
  NO_SIGNATURE: 'neutral',
  FORMAT_ERROR: 'bad',
  VALID: 'neutral',
  INVALID: 'bad',
  NOT_CONFORMANT: 'bad',
  PARSE_ERROR: 'bad',
};
