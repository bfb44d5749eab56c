import { useMemo } from 'react';
import { useIntl } from 'react-intl';

export interface Format {
  readonly day: (date: string) => string;
  readonly instant: (instant: string) => string;
  readonly time: (instant: string) => string;
  readonly number: (value: number) => string;
  readonly size: (bytes: number) => string;
}

/** Dates, times and sizes as the reader writes them. */
export function useFormat(): Format {
  const intl = useIntl();
  return useMemo(() => {
    const day = (date: string) =>
      intl.formatDate(date, { day: '2-digit', month: '2-digit', year: 'numeric' });
    const time = (instant: string) => intl.formatTime(instant, { hour: '2-digit', minute: '2-digit' });
    const number = (value: number) => intl.formatNumber(value);
    return {
      day,
      instant: (instant) => `${day(instant)} ${time(instant)}`,
      time,
      number,
      size: (bytes) => {
        if (bytes < 1_000_000) return `${number(Math.max(1, Math.round(bytes / 1_000)))} kB`;
        return `${intl.formatNumber(bytes / 1_000_000, { maximumFractionDigits: 1 })} MB`;
      },
    };
  }, [intl]);
}
