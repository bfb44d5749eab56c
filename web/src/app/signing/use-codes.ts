import { useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';
import type { AskedCodes, Codes } from '../../api/types';

export interface CodeInputs {
  readonly pin: RefObject<HTMLInputElement | null>;
  readonly otp: RefObject<HTMLInputElement | null>;
  /** What was typed, the fields emptied; null while a code that is asked for is missing, which gets the focus. */
  take(): Codes | null;
  isComplete(): boolean;
  focus(): void;
}

/** Codes live in their fields alone, never in the application's state: read when they are sent, and emptied whatever the answer. */
export function useCodes(asks: AskedCodes): CodeInputs {
  const pin = useRef<HTMLInputElement>(null);
  const otp = useRef<HTMLInputElement>(null);
  const wanted = useCallback(
    () => [...(asks.pin ? [pin.current] : []), ...(asks.otp !== 'NONE' ? [otp.current] : [])],
    [asks.pin, asks.otp],
  );
  useEffect(() => {
    const fields = [pin.current, otp.current];
    return () => {
      for (const field of fields) if (field) field.value = '';
    };
  }, []);
  return useMemo(() => {
    const focus = () => (wanted().find((field) => field?.value === '') ?? wanted()[0])?.focus();
    const isComplete = () => {
      const isThere = wanted().every((field) => field !== null && field.value !== '');
      if (!isThere) focus();
      return isThere;
    };
    const take = (): Codes | null => {
      if (!isComplete()) return null;
      const codes: Codes = {
        ...(asks.pin && { pin: pin.current?.value ?? '' }),
        ...(asks.otp !== 'NONE' && { otp: otp.current?.value ?? '' }),
      };
      for (const field of wanted()) if (field) field.value = '';
      return codes;
    };
    return { pin, otp, take, isComplete, focus };
  }, [asks.pin, asks.otp, wanted]);
}
