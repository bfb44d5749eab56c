export const LANGUAGES = ['it', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = 'libro-firma.language';
const listeners = new Set<() => void>();

function stored(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'it';
  } catch {
    return 'it';
  }
}

let language: Language = stored();

export function currentLanguage(): Language {
  return language;
}

export function chooseLanguage(chosen: Language): void {
  language = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // Storage may be shut off by the office's policy: the choice then lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
