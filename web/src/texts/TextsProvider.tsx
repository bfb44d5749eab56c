import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import { en } from './en';
import { it } from './it';
import { currentLanguage, onLanguageChange } from './language';

const CATALOGUES = { it, en };

/** Texts, dates and numbers in the chosen language; instants are shown in the office's legal time. */
export function TextsProvider({ children }: { readonly children: ReactNode }) {
  const language = useSyncExternalStore(onLanguageChange, currentLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <IntlProvider locale={language} messages={CATALOGUES[language]} timeZone="Europe/Rome" defaultLocale="it">
      {children}
    </IntlProvider>
  );
}
