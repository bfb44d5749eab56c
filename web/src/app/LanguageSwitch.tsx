import { useSyncExternalStore } from 'react';
import { chooseLanguage, currentLanguage, LANGUAGES, onLanguageChange } from '../texts/language';
import { useTexts } from '../texts/use-texts';

const NAMES = { it: 'Italiano', en: 'English' } as const;

export function LanguageSwitch() {
  const say = useTexts();
  const language = useSyncExternalStore(onLanguageChange, currentLanguage);
  return (
    <div className="lf-language" role="group" aria-label={say('shell.language')}>
      {LANGUAGES.map((choice) => (
        <button
          key={choice}
          type="button"
          lang={choice}
          aria-pressed={choice === language}
          aria-label={`${choice.toUpperCase()}, ${NAMES[choice]}`}
          onClick={() => chooseLanguage(choice)}
        >
          {choice.toUpperCase()}
        </button>
      ))}
    </div>
  );
}
