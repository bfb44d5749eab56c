import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { it } from './it';

export type TextId = keyof typeof it;
export type TextValues = Readonly<Record<string, string | number | boolean>>;
export type Say = (id: TextId, values?: TextValues) => string;

/** The text of that name in the reader's language. */
export function useTexts(): Say {
  const intl = useIntl();
  return useCallback((id, values) => intl.formatMessage({ id }, values), [intl]);
}
