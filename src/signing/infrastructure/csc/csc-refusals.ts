import type { Refusal } from '@libro-firma/kernel';
import { signingRefusals } from '../../domain/signing.refusals';
import type { CscError } from './csc-messages';

const MAX_REASON = 200;
const LOCKED = /\b(locked|blocked)\b/i;
const EXPIRED = /\bexpired\b/i;

/**
 * What an error of the provider means to who typed the code. Only a wrong code has a name of its own (§11.7
 * `invalid_otp`, `invalid_pin`); a locked one and an authorisation that ran out come as `invalid_request` with words.
 */
export function refusalOfError(error: CscError | null): Refusal {
  if (!error) return signingRefusals.DEVICE_UNAVAILABLE();
  const words = error.error_description ?? '';
  if (LOCKED.test(words)) return signingRefusals.CODE_LOCKED();
  if (error.error === 'invalid_otp' || error.error === 'invalid_pin') return signingRefusals.WRONG_CODE();
  if (EXPIRED.test(words)) return signingRefusals.AUTHORISATION_EXPIRED();
  if (['invalid_token', 'unauthorized', 'access_denied', 'server_error'].includes(error.error))
    return signingRefusals.DEVICE_UNAVAILABLE();
  return signingRefusals.DEVICE_REFUSED({
    reason: printable(words === '' ? error.error : words).slice(0, MAX_REASON),
  });
}

/** A provider's words go into a sentence of ours: no digits, which could be of a code, and nothing that is no text. */
function printable(words: string): string {
  return words.replace(/[^\p{L} .,:;()'/_-]/gu, '·');
}
